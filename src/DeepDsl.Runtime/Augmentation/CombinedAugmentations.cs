namespace DeepDsl;

/// <summary>Some after one another, all on one input.</summary>
internal class ChainAugmentation(Augmentation[] parts) : Augmentation
{
    protected Augmentation[] Parts => parts;

    internal override bool Moves => parts.Any(p => p.Moves);

    internal override bool Mixes => parts.Any(p => p.Mixes);

    internal override bool SetsLabels => parts.Any(p => p.SetsLabels);

    internal override int Vocabulary => parts.Max(p => p.Vocabulary);

    public override string ToString() => $"{Name}({string.Join(", ", parts.Select(p => p.ToString()))})";

    protected virtual string Name => "Chain";

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape)
    {
        foreach (Augmentation part in parts)
        {
            if (part.Mismatch(isInt, shape) is { } takes)
            {
                return takes;
            }
        }
        return null;
    }

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        foreach (Augmentation part in parts)
        {
            part.Apply(ref sample, ref random);
        }
    }
}

/// <summary>One of several, each as likely.</summary>
internal sealed class OneOfAugmentation(Augmentation[] parts) : ChainAugmentation(parts)
{
    protected override string Name => "OneOf";

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random) =>
        Parts[random.Below(Parts.Length)].Apply(ref sample, ref random);
}

/// <summary>One with a chance.</summary>
internal sealed class SometimesAugmentation(Augmentation part, double chance) : ChainAugmentation([part])
{
    public override string ToString() => FormattableString.Invariant($"{Parts[0]}.Sometimes({chance})");

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        if (random.Chance(chance))
        {
            Parts[0].Apply(ref sample, ref random);
        }
    }
}

/// <summary>So many of a list, drawn with repetition.</summary>
internal sealed class RandomAugmentation(int count, double magnitude, Augmentation[] plain, Augmentation[] coloured) : ChainAugmentation(plain)
{
    public override string ToString() => FormattableString.Invariant($"RandAugment({count}, {magnitude})");

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        Augmentation[] parts = sample.Shape[2] == 3 ? coloured : Parts;
        for (int i = 0; i < count; i++)
        {
            parts[random.Below(parts.Length)].Apply(ref sample, ref random);
        }
    }
}

/// <summary>The user's own.</summary>
internal sealed class CustomAugmentation(string name, SampleChange change) : Augmentation
{
    /// <summary>Nobody can tell, so it is taken at its word: what it does to targets of places is the user's.</summary>
    internal override bool Moves => false;

    public override string ToString() => name;

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => isInt ? "floats" : null;

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random) => change(sample.Values, sample.Shape, ref random);
}
