using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// Whether sequences of labels have room in the own steps of what they are read off. Labels and lengths come in any order, so both are kept
/// until the loss is asked for.
/// </summary>
internal sealed class OwnStepsCheck
{
    private readonly NetworkDefinition _definition;
    private readonly int _loss;
    private readonly SequenceRules _rules;
    private readonly LengthsDefinition _lengths;
    private LabelNeed[] _needs = [];
    private int[] _steps = [];
    private int _labelled;
    private int _told;

    private OwnStepsCheck(NetworkDefinition definition, int loss)
    {
        _definition = definition;
        _loss = loss;
        _rules = definition.Losses[loss].Sequences!;
        _lengths = definition.Losses[loss].Lengths!;
    }

    /// <summary>One for each loss that reads sequences of labels off padded steps, and minds where they don't fit.</summary>
    public static OwnStepsCheck[] Of(NetworkDefinition definition) =>
    [
        .. Enumerable.Range(0, definition.Losses.Length)
            .Where(l => definition.Losses[l] is { Sequences.TakesImpossible: false, Lengths: not null })
            .Select(l => new OwnStepsCheck(definition, l)),
    ];

    /// <summary>Forgets what was given.</summary>
    public void Begin() => _labelled = _told = 0;

    /// <summary>Takes the labels of a loss.</summary>
    public void Labels(int loss, ReadOnlySpan<int> values, int samples)
    {
        if (loss != _loss)
        {
            return;
        }

        Grow(ref _needs, samples);
        int length = values.Length / samples;
        for (int i = 0; i < samples; i++)
        {
            _needs[i] = SequenceRules.Need(values.Slice(i * length, length), _definition.Losses[loss].IgnoreIndex);
        }

        _labelled = samples;
    }

    /// <summary>Takes an input, which may tell how long sequences are.</summary>
    public void Input(int input, ReadOnlySpan<int> values, int samples)
    {
        if (input != _lengths.Input)
        {
            return;
        }

        Grow(ref _steps, samples);
        int length = values.Length / samples;
        for (int i = 0; i < samples; i++)
        {
            _steps[i] = _lengths.Of(values.Slice(i * length, length));
        }

        _told = samples;
    }

    /// <summary>Refuses labels that their sample has too few steps for.</summary>
    public void Check()
    {
        for (int i = 0; i < Math.Min(_labelled, _told); i++)
        {
            if (_rules.Mistake(_needs[i], _steps[i], areOwn: true) is { } mistake)
            {
                throw new ArgumentException($"{CallChecks.TargetName(_definition, _definition.Losses[_loss])} has in sample {i} {mistake}.");
            }
        }
    }

    private static void Grow<T>(ref T[] values, int samples) => values = values.Length < samples ? new T[samples] : values;
}
