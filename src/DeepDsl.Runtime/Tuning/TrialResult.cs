using System.Globalization;

namespace DeepDsl;

/// <summary>A trial that is over.</summary>
public sealed class TrialResult
{
    internal TrialResult(PlannedTrial planned, TrialState state)
    {
        Number = planned.Number;
        Point = planned.Point;
        Seed = planned.Seed;
        Epochs = planned.Epochs;
        Continues = planned.Continues;
        State = state;
    }

    /// <summary>Its place among the trials, from 0.</summary>
    public int Number { get; }

    /// <summary>The settings it tried.</summary>
    public SearchPoint Point { get; }

    /// <summary>Its seed.</summary>
    public int Seed { get; }

    /// <summary>Epochs it was to train, those of the trial that it continues included.</summary>
    public int Epochs { get; }

    /// <summary>Number of the trial that it continues; null where it began anew.</summary>
    public int? Continues { get; }

    /// <summary>How it ended.</summary>
    public TrialState State { get; }

    /// <summary>Its score; null where it failed.</summary>
    public double? Value { get; internal init; }

    /// <summary>Why it failed or was ended early; null where it is complete.</summary>
    public string? Reason { get; internal init; }

    /// <summary>How long it ran; where it was interrupted, since it was taken up again.</summary>
    public double Seconds { get; internal init; }

    /// <summary>What it reported, by epoch.</summary>
    public IReadOnlyList<TrialReport> Reports { get; internal init; } = [];

    /// <summary>One line, such as <c>trial 7: 0.9312 (rate = 0.01, units = 32)</c>.</summary>
    public override string ToString()
    {
        string what = State switch
        {
            TrialState.Failed => $"failed, {ReasonOnALine}",
            TrialState.Pruned => $"{Text(Value!.Value)}, ended early",
            _ => Text(Value!.Value),
        };
        return string.Create(CultureInfo.InvariantCulture, $"trial {Number}: {what} ({Point})");
    }

    /// <summary>The reason for tables; messages of exceptions may be long.</summary>
    internal string? ReasonOnALine => Reason == null ? null : Listing.Short(Reason.ReplaceLineEndings(" "));

    /// <summary>What it reported at that epoch, if it did.</summary>
    internal double? At(int epoch)
    {
        foreach (TrialReport report in Reports)
        {
            if (report.Epoch == epoch)
            {
                return report.Value;
            }
        }
        return null;
    }

    private static string Text(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
