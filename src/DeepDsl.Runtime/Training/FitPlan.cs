using System.Globalization;

namespace DeepDsl;

/// <summary>What must be equal for a resumed fit to see the same batches.</summary>
internal readonly record struct FitPlan(
    int Samples, int BatchSize, int AccumulateSteps, bool DropLast, bool Shuffle, int Seed, int ModelSeed)
{
    private const int LongestText = 200;

    /// <summary>Samples that a stream is mixed among; 0 for a data set.</summary>
    public int ShuffleBuffer { get; init; }

    /// <summary>Batches whose samples are ordered by length together; 0 for none.</summary>
    public int BucketBatches { get; init; }

    /// <summary>Samples of one update; the last of an epoch may have fewer.</summary>
    public int SamplesPerUpdate => (int)Math.Min((long)BatchSize * AccumulateSteps, Samples);

    /// <summary>Updates in an epoch.</summary>
    public int Updates => DropLast ? Samples / SamplesPerUpdate : (Samples + SamplesPerUpdate - 1) / SamplesPerUpdate;

    /// <summary>Samples used in an epoch.</summary>
    public int SamplesUsed => DropLast ? Updates * SamplesPerUpdate : Samples;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Samples} {BatchSize} {AccumulateSteps} {DropLast} {Shuffle} {Seed} {ModelSeed}"
        + $"{(ShuffleBuffer + BucketBatches > 0 ? $" {ShuffleBuffer} {BucketBatches}" : "")}");

    /// <exception cref="FormatException">The text is none.</exception>
    public static FitPlan Parse(string text)
    {
        string[] parts = text.Split(' ');
        if (parts.Length is not (7 or 9) || text.Length > LongestText)
        {
            throw new FormatException($"'{Listing.Short(text)}' should be seven values, or nine");
        }
        CultureInfo culture = CultureInfo.InvariantCulture;
        return new FitPlan(
            int.Parse(parts[0], culture),
            int.Parse(parts[1], culture),
            int.Parse(parts[2], culture),
            bool.Parse(parts[3]),
            bool.Parse(parts[4]),
            int.Parse(parts[5], culture),
            int.Parse(parts[6], culture))
        {
            ShuffleBuffer = parts.Length > 7 ? int.Parse(parts[7], culture) : 0,
            BucketBatches = parts.Length > 7 ? int.Parse(parts[8], culture) : 0,
        };
    }

    /// <summary>Why no fit can have such a plan; null where one can.</summary>
    public string? Problem() =>
        Samples < 1 || BatchSize < 1 || BatchSize > Samples || AccumulateSteps < 1 || ShuffleBuffer < 0 || BucketBatches < 0
            ? $"it trains on {Samples} samples in batches of {BatchSize} with AccumulateSteps {AccumulateSteps}"
            : null;

    /// <summary>The first thing that differs, in words; null where nothing does.</summary>
    public string? Difference(in FitPlan other) =>
        Samples != other.Samples ? $"{Samples} training samples instead of {other.Samples}"
        : BatchSize != other.BatchSize ? $"batches of {BatchSize} instead of {other.BatchSize}"
        : AccumulateSteps != other.AccumulateSteps ? $"AccumulateSteps {AccumulateSteps} instead of {other.AccumulateSteps}"
        : DropLast != other.DropLast ? $"DropLast {DropLast} instead of {other.DropLast}"
        : Shuffle != other.Shuffle ? $"Shuffle {Shuffle} instead of {other.Shuffle}"
        : Seed != other.Seed ? $"Seed {Seed} instead of {other.Seed}"
        : ModelSeed != other.ModelSeed ? $"a model made with seed {ModelSeed} instead of {other.ModelSeed}"
        : ShuffleBuffer != other.ShuffleBuffer ? $"a shuffle buffer of {ShuffleBuffer} instead of {other.ShuffleBuffer}"
        : BucketBatches != other.BucketBatches ? $"BucketBatches {BucketBatches} instead of {other.BucketBatches}"
        : null;
}
