using System.Diagnostics;

namespace DeepDsl.Tool.Watching;

/// <summary>How long a dashboard may be silent: a program that computes comes late, and one that is gone refuses again and again.</summary>
internal sealed class Patience
{
    /// <summary>Beside the first, in about a second.</summary>
    private const int MoreRefusals = 3;

    private static readonly TimeSpan s_betweenRefusals = TimeSpan.FromMilliseconds(330);

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly Stopwatch _sinceAnswer = Stopwatch.StartNew();
    private int _refusals;

    /// <summary>There was an answer.</summary>
    public void Renew()
    {
        _sinceAnswer.Restart();
        _refusals = 0;
    }

    /// <summary>What to wait before the next call; null where none is worth while.</summary>
    /// <param name="silence">Why the last call had no answer.</param>
    public TimeSpan? After(Silence silence)
    {
        _refusals = silence == Silence.Refused ? _refusals + 1 : 0;
        return silence == Silence.Replaced || _refusals > MoreRefusals || _sinceAnswer.Elapsed > s_longest ? null
            : silence == Silence.Refused ? s_betweenRefusals : TimeSpan.Zero;
    }
}
