namespace DeepDsl;

/// <summary>Divisions in two parts or three, the same for a seed on every machine.</summary>
public sealed partial class Dataset
{
    /// <summary>Whether samples were repeated, left out or made, so that a part of it would tell of the others.</summary>
    internal bool IsResampled { get; private init; }

    /// <summary>
    /// Draws a part at random. <c>Second</c> holds round(<paramref name="fraction"/> * Count) samples, at least one;
    /// <c>First</c> the others.
    /// </summary>
    public (Dataset First, Dataset Second) Split(double fraction, int seed)
    {
        CheckMaySplit();
        return Shuffled(seed).SplitAt(Partition.Shares(Count, fraction)[0]);
    }

    /// <summary>Draws two parts at random, of round(fraction * Count) samples each, at least one; <c>Train</c> holds the others.</summary>
    public (Dataset Train, Dataset Validation, Dataset Test) Split(double validation, double test, int seed)
    {
        CheckMaySplit();
        return Shuffled(seed).InOrder(Partition.Shares(Count, validation, test), gap: 0);
    }

    /// <summary>
    /// Draws a part at random that holds of each class the same share, within one sample. Both parts keep the order of their samples.
    /// </summary>
    /// <param name="fraction">The share of <c>Second</c>.</param>
    /// <param name="seed">Of the chance.</param>
    /// <param name="target">Whose int labels are the classes.</param>
    public (Dataset First, Dataset Second) StratifiedSplit(double fraction, int seed, int target = 0)
    {
        int[] parts = Partition.Shares(Count, fraction);
        Dataset[] found = Parts(Partition.Stratified(Strata(target, 2, "parts"), parts, (ulong)seed), 2);
        return (found[0], found[1]);
    }

    /// <summary>Draws two parts at random that hold of each class the same share, within one sample; <c>Train</c> holds the others.</summary>
    /// <param name="validation">The share of one.</param>
    /// <param name="test">The share of the other.</param>
    /// <param name="seed">Of the chance.</param>
    /// <param name="target">Whose int labels are the classes.</param>
    public (Dataset Train, Dataset Validation, Dataset Test) StratifiedSplit(double validation, double test, int seed, int target = 0)
    {
        int[] parts = Partition.Shares(Count, validation, test);
        Dataset[] found = Parts(Partition.Stratified(Strata(target, 3, "parts"), parts, (ulong)seed), 3);
        return (found[0], found[1], found[2]);
    }

    /// <summary>
    /// Draws whole groups at random, such as all samples of one patient, so that none is on both sides. Parts come as near to their share as
    /// the groups let them, each with at least one group.
    /// </summary>
    /// <param name="groups">The group of each sample, in the present order.</param>
    /// <param name="fraction">The share of <c>Second</c>.</param>
    /// <param name="seed">Of the chance.</param>
    public (Dataset First, Dataset Second) GroupedSplit<TGroup>(IReadOnlyList<TGroup> groups, double fraction, int seed)
        where TGroup : notnull
    {
        int[] parts = Partition.Shares(Count, fraction);
        Dataset[] found = Parts(Partition.Grouped(Numbered(groups, 2, "parts"), parts, (ulong)seed, largestFirst: false), 2);
        return (found[0], found[1]);
    }

    /// <summary>The same in three parts.</summary>
    /// <param name="groups">The group of each sample, in the present order.</param>
    /// <param name="validation">The share of one.</param>
    /// <param name="test">The share of the other.</param>
    /// <param name="seed">Of the chance.</param>
    public (Dataset Train, Dataset Validation, Dataset Test) GroupedSplit<TGroup>(
        IReadOnlyList<TGroup> groups, double validation, double test, int seed)
        where TGroup : notnull
    {
        int[] parts = Partition.Shares(Count, validation, test);
        Dataset[] found = Parts(Partition.Grouped(Numbered(groups, 3, "parts"), parts, (ulong)seed, largestFirst: false), 3);
        return (found[0], found[1], found[2]);
    }

    /// <summary>Of samples in the order of time, the last are <c>Second</c>.</summary>
    /// <param name="fraction">Their share.</param>
    /// <param name="gap">Samples before them that are left out, since their answers reach into the later part.</param>
    public (Dataset First, Dataset Second) SplitInTime(double fraction, int gap = 0)
    {
        CheckMaySplit();
        int[] parts = Partition.Shares(Count, fraction);
        CheckGap(gap, parts[0]);
        return (Take(parts[0] - gap), Skip(parts[0]));
    }

    /// <summary>Of samples in the order of time, the last are <c>Test</c>, and those before them <c>Validation</c>.</summary>
    /// <param name="validation">The share of one.</param>
    /// <param name="test">The share of the other.</param>
    /// <param name="gap">Samples before each of both that are left out, since their answers reach into the later part.</param>
    public (Dataset Train, Dataset Validation, Dataset Test) SplitInTime(double validation, double test, int gap = 0)
    {
        CheckMaySplit();
        int[] parts = Partition.Shares(Count, validation, test);
        CheckGap(gap, Math.Min(parts[0], parts[1]));
        return InOrder(parts, gap);
    }

    private (Dataset Train, Dataset Validation, Dataset Test) InOrder(int[] parts, int gap) =>
        (Take(parts[0] - gap), Slice(parts[0], parts[1] - gap), Skip(parts[0] + parts[1]));

    private Dataset[] Parts(int[] partOf, int count) => [.. Enumerable.Range(0, count).Select(p => Where(i => partOf[i] == p))];

    /// <summary>The classes of the samples, each with enough of them.</summary>
    private int[] Strata(int target, int parts, string what)
    {
        CheckMaySplit();
        int[] labels = Classes(target);
        if (labels.GroupBy(label => label).OrderBy(c => c.Count()).FirstOrDefault() is { } least && least.Count() < parts)
        {
            throw new InvalidOperationException(
                $"Class {ClassName(least.Key)} has {least.Count()} {(least.Count() == 1 ? "sample" : "samples")}, too few for {parts} {what}. Take fewer {what}, leave the class out "
                + "through Where, or divide without regard to classes.");
        }
        return labels;
    }

    /// <summary>The class of each sample by the first target, or where that is one float a sample, 1 for yes.</summary>
    internal int[] YesNoOrClasses() => Targets is [{ IsInt: false, Width: 1 } floats, ..]
        ? [.. _rows.Select(row => floats.Floats[row] > 0.5f ? 1 : 0)] : Classes(0);

    /// <summary>The int label of each sample.</summary>
    private int[] Classes(int target)
    {
        if ((uint)target >= (uint)Targets.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(target), $"Target {target} was asked for, but the data set has {Targets.Count}.");
        }
        return Targets[target] is { IsInt: true, Width: 1 }
            ? LabelArray(target)
            : throw new InvalidOperationException(
                $"Target '{Targets[target].Name}' has {Targets[target].Width} {(Targets[target].IsInt ? "ints" : "floats")} per sample, but classes are one int "
                + "label each.");
    }

    private string ClassName(int label) => (uint)label < (uint)ClassNames.Count ? $"{label} ('{Listing.Short(ClassNames[label])}')" : $"{label}";

    /// <summary>Groups as numbers in the order in which they are met.</summary>
    private int[] Numbered<TGroup>(IReadOnlyList<TGroup> groups, int parts, string what)
        where TGroup : notnull
    {
        CheckMaySplit();
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count != Count)
        {
            throw new ArgumentException($"{groups.Count} groups were given for {Count} samples; give that of each.", nameof(groups));
        }
        Dictionary<TGroup, int> numbers = [];
        int[] numbered = new int[groups.Count];
        for (int i = 0; i < numbered.Length; i++)
        {
            numbered[i] = numbers.TryGetValue(groups[i], out int number) ? number : numbers[groups[i]] = numbers.Count;
        }
        return numbers.Count >= parts
            ? numbered
            : throw new ArgumentException($"{numbers.Count} groups cannot be {parts} {what}, since each needs one; take fewer {what}.", nameof(groups));
    }

    private static void CheckGap(int gap, int samples)
    {
        if (gap < 0 || gap >= samples)
        {
            throw new ArgumentOutOfRangeException(
                nameof(gap), $"A gap of {gap} was asked for in front of a part, but 0 to {samples - 1} of the samples there can be left out.");
        }
    }

    private void CheckMaySplit()
    {
        if (IsResampled)
        {
            throw new InvalidOperationException(
                "The samples of this data set were repeated, left out or made to balance its classes, so a part would hold what the others were made "
                + "of, or classes as they are not. Split first, and then balance the part to train on.");
        }
    }
}
