namespace DeepDsl;

/// <summary>
/// Ways to train on classes of unequal size. All are for the part to train on: split first. What they give is not split any more, since a
/// part would hold copies of the others.
/// </summary>
public sealed partial class Dataset
{
    private const int UsualNeighbours = 5;

    /// <summary>
    /// A weight for each class with which all count alike: samples / (classes * samples of the class), 1 on average over samples. Classes that
    /// have no sample count nothing and have the weight 0.
    /// </summary>
    /// <param name="target">Whose int labels are the classes.</param>
    public float[] BalancedClassWeights(int target = 0)
    {
        int[] labels = Classes(target);
        if (labels.Any(label => label < 0))
        {
            throw new InvalidOperationException($"Labels are classes from 0 on, but target '{Targets[target].Name}' holds {labels.Min()}. Leave such samples out through Where.");
        }
        int[] counts = new int[labels.Length == 0 ? ClassNames.Count : Math.Max(ClassNames.Count, labels.Max() + 1)];
        foreach (int label in labels)
        {
            counts[label]++;
        }
        int classes = counts.Count(c => c > 0);
        return Array.ConvertAll(counts, c => c == 0 ? 0 : (float)((double)labels.Length / ((double)classes * c)));
    }

    /// <summary>The same samples with the weights of <see cref="BalancedClassWeights"/>, times those that they have.</summary>
    /// <param name="target">Whose int labels are the classes.</param>
    public Dataset WithBalancedWeights(int target = 0)
    {
        float[] ofClass = BalancedClassWeights(target);
        return WithWeights([.. WeightArray().Select((weight, i) => weight * ofClass[Label(i, target)])]);
    }

    /// <summary>
    /// As many samples of each class as the largest has: all of each, and then samples of it drawn at random, each at most once more often
    /// than another. The values are not copied.
    /// </summary>
    /// <param name="seed">Of the chance.</param>
    /// <param name="target">Whose int labels are the classes.</param>
    public Dataset Oversampled(int seed, int target = 0)
    {
        int[][] classes = ByClass(target);
        int most = classes.Max(c => c.Length);
        List<int> samples = [.. Enumerable.Range(0, Count)];
        for (int c = 0; c < classes.Length; c++)
        {
            for (int left = most - classes[c].Length, time = 0; left > 0; left -= classes[c].Length, time++)
            {
                int[] order = RowOrder.Shuffled(classes[c].Length, RowOrder.ForEpoch(RowOrder.ForEpoch((ulong)seed, c), time));
                samples.AddRange(order.Take(left).Select(i => classes[c][i]));
            }
        }
        return Resampled(Select([.. samples]));
    }

    /// <summary>As many samples of each class as the smallest has, drawn at random, in their order. The values are not copied.</summary>
    /// <param name="seed">Of the chance.</param>
    /// <param name="target">Whose int labels are the classes.</param>
    public Dataset Undersampled(int seed, int target = 0)
    {
        int[][] classes = ByClass(target);
        int least = classes.Min(c => c.Length);
        IEnumerable<int> kept = classes.SelectMany(
            (samples, c) => RowOrder.Shuffled(samples.Length, RowOrder.ForEpoch((ulong)seed, c)).Take(least).Select(i => samples[i]));
        return Resampled(Select([.. kept.Order()]));
    }

    /// <summary>
    /// As many samples of each class as the largest has, by new ones between neighbours (SMOTE, Chawla et al. 2002): the numbers of a new sample
    /// lie at a random place on the way from a sample to one of its nearest neighbours of the same class. Categories, where there are any, are
    /// those that most of the neighbours have (SMOTE-NC); columns of ints are categories.
    /// </summary>
    /// <param name="seed">Of the chance.</param>
    /// <param name="neighbours">Among how many to choose.</param>
    /// <param name="oneHot">
    /// Where categories stand in the first input, of each the first float and their number, as <see cref="CsvSchema.OneHotPlaces"/> says.
    /// </param>
    public Dataset Smote(int seed, int neighbours = UsualNeighbours, IReadOnlyList<(int Start, int Width)>? oneHot = null) =>
        new SyntheticSamples(this, Classes(0), neighbours, oneHot ?? [], (ulong)seed).Smote();

    /// <summary>
    /// Nearly as many samples of each class as the largest has, by new ones where the class is hard to tell (ADASYN, He et al. 2008): as
    /// <see cref="Smote"/>, but a sample is begun from the more often, the more of its nearest neighbours are of other classes. Categories are
    /// not taken.
    /// </summary>
    /// <param name="seed">Of the chance.</param>
    /// <param name="neighbours">Among how many to choose.</param>
    public Dataset Adasyn(int seed, int neighbours = UsualNeighbours) => new SyntheticSamples(this, Classes(0), neighbours, [], (ulong)seed).Adasyn();

    /// <summary>The samples of this set and then made ones, with columns in the order of inputs and targets.</summary>
    internal Dataset WithMade(IReadOnlyList<float[]> floats, IReadOnlyList<int[]> ints, int[] labels)
    {
        int f = 0;
        int i = 0;
        DataColumn[] inputs =
        [
            .. Inputs.Select(c => c.IsInt
                ? new DataColumn(c.Name, [.. Gathered(c, c.Ints), .. ints[i++]], c.Width)
                : new DataColumn(c.Name, [.. Gathered(c, c.Floats), .. floats[f++]], c.Width)),
        ];
        DataColumn target = new(Targets[0].Name, [.. LabelArray(), .. labels]);
        return Resampled(new Dataset(inputs, [target]).WithClassNames(ClassNames));
    }

    /// <summary>As many samples as there are, drawn with repetitions; of each class as many as the smallest has, where that is asked for.</summary>
    /// <param name="chance">Decides the draw.</param>
    /// <param name="balanced">Whether by classes, which are the labels of the first target.</param>
    internal Dataset Bag(ulong chance, bool balanced)
    {
        if (!balanced)
        {
            int[] drawn = new int[Count];
            foreach (ref int sample in drawn.AsSpan())
            {
                sample = RowOrder.Below(Count, ref chance);
            }
            return Resampled(Select(drawn));
        }
        int[][] classes = ByClass(target: 0);
        int[] even = new int[classes.Length * classes.Min(c => c.Length)];
        for (int i = 0; i < even.Length; i++)
        {
            int[] samples = classes[i % classes.Length];
            even[i] = samples[RowOrder.Below(samples.Length, ref chance)];
        }
        return Resampled(Select(even));
    }

    private static Dataset Resampled(Dataset data) =>
        new(data.Inputs, data.Targets, data.Weights, data.ClassNames, data._rows) { IsResampled = true };

    /// <summary>The samples of each class that has any.</summary>
    private int[][] ByClass(int target)
    {
        int[] labels = Classes(target);
        return Count == 0
            ? throw new InvalidOperationException("An empty data set has no classes to balance.")
            : [.. Enumerable.Range(0, Count).GroupBy(i => labels[i]).OrderBy(c => c.Key).Select(c => c.ToArray())];
    }
}
