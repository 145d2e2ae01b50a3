namespace DeepDsl;

/// <summary>Divides records as <see cref="Dataset"/> divides samples, before anything is fitted to them.</summary>
public static class RecordSplits
{
    /// <summary>Draws a part at random, of round(fraction * Count) records, at least one; <c>First</c> holds the others.</summary>
    /// <param name="records">What to divide.</param>
    /// <param name="fraction">The share of <c>Second</c>.</param>
    /// <param name="seed">Of the chance.</param>
    public static (IReadOnlyList<T> First, IReadOnlyList<T> Second) Split<T>(this IReadOnlyList<T> records, double fraction, int seed)
        where T : IFeatures<T>
    {
        (Dataset first, Dataset second) = Numbered(records, T.Features, withLabels: false).Split(fraction, seed);
        return (Of(records, first), Of(records, second));
    }

    /// <summary>Draws a part at random that holds of each class the same share, within one record. Both parts keep the order of their records.</summary>
    /// <param name="records">What to divide; each has a label that is a class.</param>
    /// <param name="fraction">The share of <c>Second</c>.</param>
    /// <param name="seed">Of the chance.</param>
    public static (IReadOnlyList<T> First, IReadOnlyList<T> Second) StratifiedSplit<T>(this IReadOnlyList<T> records, double fraction, int seed)
        where T : IFeatures<T>
    {
        (Dataset first, Dataset second) = Numbered(records, T.Features, withLabels: true).StratifiedSplit(fraction, seed);
        return (Of(records, first), Of(records, second));
    }

    /// <summary>Divides at random in parts of one size, within one record, each of which validates what is trained on the others.</summary>
    /// <param name="records">What to divide.</param>
    /// <param name="count">How many parts.</param>
    /// <param name="seed">Of the chance.</param>
    /// <param name="repeats">How often, each time divided anew.</param>
    public static IReadOnlyList<RecordFold<T>> Folds<T>(this IReadOnlyList<T> records, int count, int seed, int repeats = 1)
        where T : IFeatures<T> => Of(records, Numbered(records, T.Features, withLabels: false).Folds(count, seed, repeats));

    /// <summary>The same, and each part holds of each class the same share, within one record.</summary>
    /// <param name="records">What to divide; each has a label that is a class.</param>
    /// <param name="count">How many parts.</param>
    /// <param name="seed">Of the chance.</param>
    /// <param name="repeats">How often, each time divided anew.</param>
    public static IReadOnlyList<RecordFold<T>> StratifiedFolds<T>(this IReadOnlyList<T> records, int count, int seed, int repeats = 1)
        where T : IFeatures<T> => Of(records, Numbered(records, T.Features, withLabels: true).StratifiedFolds(count, seed, repeats));

    private static Dataset Numbered<T>(IReadOnlyList<T> records, RecordFeatures<T> features, bool withLabels)
    {
        ArgumentNullException.ThrowIfNull(records);
        return new([new DataColumn("record", new int[records.Count])], withLabels ? [features.ClassColumn(records)] : []);
    }

    private static T[] Of<T>(IReadOnlyList<T> records, Dataset part) => [.. part.Rows.ToArray().Select(row => records[row])];

    private static RecordFold<T>[] Of<T>(IReadOnlyList<T> records, IReadOnlyList<Fold> folds) =>
        [.. folds.Select(f => new RecordFold<T>(Of(records, f.Train), Of(records, f.Validation)))];
}
