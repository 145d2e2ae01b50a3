namespace DeepDsl;

/// <summary>Divisions for cross-validation: each sample is judged once by what was trained on others.</summary>
public sealed partial class Dataset
{
    /// <summary>Divides at random in so many parts, as equal as can be, each of which validates once what is trained on the others.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of the chance.</param>
    /// <param name="repeats">How often to divide anew; the folds of all follow one another.</param>
    public IReadOnlyList<Fold> Folds(int count, int seed, int repeats = 1)
    {
        CheckFolds(count, repeats);
        return Repeated(count, seed, repeats, chance => Partition.AtRandom(Partition.Equal(Count, count), chance));
    }

    /// <summary>The same with the share of each class in each part, within one sample.</summary>
    /// <param name="count">How many parts.</param>
    /// <param name="seed">Of the chance.</param>
    /// <param name="repeats">How often to divide anew; the folds of all follow one another.</param>
    /// <param name="target">Whose int labels are the classes.</param>
    public IReadOnlyList<Fold> StratifiedFolds(int count, int seed, int repeats = 1, int target = 0)
    {
        CheckFolds(count, repeats);
        int[] labels = Strata(target, count, "folds");
        return Repeated(count, seed, repeats, chance => Partition.Stratified(labels, Partition.Equal(Count, count), chance));
    }

    /// <summary>Divides whole groups, such as all samples of one patient, so that none is on both sides of a fold.</summary>
    /// <param name="count">How many parts.</param>
    /// <param name="groups">The group of each sample, in the present order.</param>
    /// <param name="seed">Of the chance, which decides between groups of one size.</param>
    /// <param name="repeats">How often to divide anew; the folds of all follow one another.</param>
    public IReadOnlyList<Fold> GroupedFolds<TGroup>(int count, IReadOnlyList<TGroup> groups, int seed, int repeats = 1)
        where TGroup : notnull
    {
        CheckFolds(count, repeats);
        int[] numbered = Numbered(groups, count, "folds");
        return Repeated(
            count, seed, repeats, chance => Partition.Grouped(numbered, Partition.Equal(Count, count), chance, largestFirst: true));
    }

    /// <summary>
    /// Of samples in the order of time, the last Count / (count + 1) validate what is trained on those before, and so each time as many
    /// samples earlier; the folds go from the earliest on. Nothing is trained on what comes later.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="gap">Samples in front of those that validate that are left out, since their answers reach into them.</param>
    /// <param name="most">How many samples to train on at most, the latest; 0 for all.</param>
    public IReadOnlyList<Fold> TimeFolds(int count, int gap = 0, int most = 0)
    {
        CheckFolds(count, repeats: 1);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        int size = Count / (count + 1);
        int first = Count - (count * size);
        if (size == 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), $"{Count} samples cannot be {count} folds in time, since each has a part and the first is trained on another; take fewer.");
        }
        CheckGap(gap, first);
        Fold[] folds = new Fold[count];
        for (int i = 0; i < count; i++)
        {
            int start = first + (i * size);
            int train = most == 0 ? start - gap : Math.Min(most, start - gap);
            folds[i] = new Fold(Slice(start - gap - train, train), Slice(start, size));
        }
        return folds;
    }

    private Fold[] Repeated(int count, int seed, int repeats, Func<ulong, int[]> divide)
    {
        Fold[] folds = new Fold[count * repeats];
        for (int i = 0; i < folds.Length; i += count)
        {
            int[] partOf = divide(RowOrder.ForEpoch((ulong)seed, i / count));
            for (int p = 0; p < count; p++)
            {
                folds[i + p] = new Fold(Where(s => partOf[s] != p), Where(s => partOf[s] == p));
            }
        }
        return folds;
    }

    private void CheckFolds(int count, int repeats)
    {
        CheckMaySplit();
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        if (count < 2 || count > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"{Count} samples can be divided in 2 to {Count} folds, found {count}.");
        }
    }
}
