namespace DeepDsl.Tests.Data;

public sealed class DatasetBalanceTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 5)];

    /// <summary>Three clouds of 30, 12 and 5 points in three dimensions that overlap.</summary>
    private static Dataset Clouds(int seed)
    {
        Random random = new(seed);
        int[] labels = [.. new[] { 30, 12, 5 }.SelectMany((n, c) => Enumerable.Repeat(c, n))];
        float[] x = [.. labels.SelectMany(l => Enumerable.Range(0, 3).Select(_ => (float)(random.NextDouble() + (0.5 * l))))];
        return Dataset.FromArrays(x, labels).WithClassNames(["a", "b", "c"]);
    }

    private static int[] Counts(Dataset data) => [.. data.LabelArray().GroupBy(l => l).OrderBy(g => g.Key).Select(g => g.Count())];

    /// <summary>As compute_class_weight("balanced") of scikit-learn 1.2.1 gives for labels 0, 0, 0, 1, 2, 2.</summary>
    [Fact]
    public void Balanced_weights_are_those_of_another_library()
    {
        Dataset data = Dataset.FromArrays(new float[6], [0, 0, 0, 1, 2, 2]);
        Assert.Equal([0.6666667f, 2, 1], data.BalancedClassWeights());
        Dataset weighted = data.WithWeights([1, 1, 1, 3, 1, 1]).WithBalancedWeights();
        Assert.Equal([0.6666667f, 0.6666667f, 0.6666667f, 6, 1, 1], weighted.WeightArray());
        Assert.Equal([1.5f, 0, 0.75f], Dataset.FromArrays(new float[3], [0, 2, 2]).WithClassNames(["a", "b", "c"]).BalancedClassWeights());
        Assert.StartsWith(
            "Labels are classes from 0 on, but target 'target' holds -1.",
            Assert.Throws<InvalidOperationException>(() => Dataset.FromArrays(new float[2], [0, -1]).BalancedClassWeights()).Message);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Oversampling_repeats_samples_of_small_classes_evenly(int seed)
    {
        Dataset data = Clouds(seed);
        Dataset balanced = data.Oversampled(seed);
        Assert.Equal([30, 30, 30], Counts(balanced));
        Assert.Same(data.Inputs[0], balanced.Inputs[0]);
        int[] times = [.. Enumerable.Range(0, data.Count).Select(row => balanced.Rows.ToArray().Count(r => r == row))];
        Assert.All(times[..30], t => Assert.Equal(1, t));
        Assert.All(times[30..42], t => Assert.InRange(t, 2, 3));
        Assert.All(times[42..], t => Assert.Equal(6, t));
        Assert.Equal(balanced.Rows.ToArray(), data.Oversampled(seed).Rows.ToArray());
        Assert.NotEqual(balanced.Rows.ToArray(), data.Oversampled(seed + 100).Rows.ToArray());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Undersampling_leaves_as_many_of_each_class(int seed)
    {
        Dataset balanced = Clouds(seed).Undersampled(seed);
        Assert.Equal([5, 5, 5], Counts(balanced));
        Assert.Equal(15, balanced.Rows.ToArray().Distinct().Count());
        Assert.Equal(balanced.Rows.ToArray().Order(), balanced.Rows.ToArray());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void New_samples_lie_between_a_sample_and_a_near_one_of_its_class(int seed)
    {
        Dataset data = Clouds(seed);
        Dataset balanced = data.Smote(seed, neighbours: 3);
        Assert.Equal([30, 30, 30], Counts(balanced));
        Assert.Equal(data.InputArray(), balanced.Take(data.Count).InputArray());
        Assert.Equal(["a", "b", "c"], balanced.ClassNames);
        for (int i = data.Count; i < balanced.Count; i++)
        {
            Assert.True(LiesBetweenNeighbours(data, balanced.Input(i).ToArray(), balanced.Label(i), neighbours: 3), $"sample {i}");
        }
        Assert.False(LiesBetweenNeighbours(data, [9, 9, 9], 1, neighbours: 3));
        Assert.Equal(balanced.InputArray(), data.Smote(seed, neighbours: 3).InputArray());
        Assert.NotEqual(balanced.InputArray(), data.Smote(seed + 100, neighbours: 3).InputArray());
    }

    /// <summary>Found by trying every pair, apart from what the code does.</summary>
    private static bool LiesBetweenNeighbours(Dataset data, float[] point, int label, int neighbours)
    {
        float[][] members = [.. Enumerable.Range(0, data.Count).Where(i => data.Label(i) == label).Select(i => data.Input(i).ToArray())];
        foreach (float[] a in members)
        {
            foreach (float[] b in members.Where(m => m != a).OrderBy(m => Distance(a, m)).Take(neighbours))
            {
                double way = a.Zip(b, point).Sum(v => (v.Third - v.First) * (double)(v.Second - v.First)) / Math.Pow(Distance(a, b), 2);
                double off = a.Zip(b, point).Max(v => Math.Abs(v.First + (way * (v.Second - v.First)) - v.Third));
                if (way is > -1e-6 and < 1 + 1e-6 && off < 1e-6)
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static double Distance(float[] a, float[] b) => Math.Sqrt(a.Zip(b).Sum(v => Math.Pow((double)v.First - v.Second, 2)));

    /// <summary>
    /// Class 1 has the points 0, 1, 2 and 10, the first three of category 1 and the last of category 0: of any point's three neighbours most
    /// are of category 1, whatever its own.
    /// </summary>
    [Fact]
    public void Categories_are_those_of_most_neighbours_and_numbers_still_lie_between()
    {
        float[] x = [0, 0, 1, 1, 0, 1, 2, 0, 1, 10, 1, 0, .. Enumerable.Range(0, 12).SelectMany(i => new float[] { 50 + i, 1, 0 })];
        int[] codes = [7, 7, 7, 3, .. Enumerable.Repeat(5, 12)];
        int[] labels = [1, 1, 1, 1, .. Enumerable.Repeat(0, 12)];
        Dataset data = new(
            [new DataColumn("numbers", x, 3), new DataColumn("code", codes)], [new DataColumn("target", labels)]);
        Dataset balanced = data.Smote(seed: 1, neighbours: 3, oneHot: [(1, 2)]);
        Assert.Equal([12, 12], Counts(balanced));
        for (int i = 16; i < 24; i++)
        {
            Assert.Equal(1, balanced.Label(i));
            Assert.Equal([0, 1], balanced.Input(i)[1..].ToArray());
            Assert.InRange(balanced.Input(i)[0], 0, 10);
            Assert.Equal(7, balanced.Inputs[1].Ints[i]);
        }
    }

    /// <summary>Numbers deviate by 4 within the class, so that a category that differs counts as much as 4 of distance.</summary>
    [Fact]
    public void A_category_that_differs_is_as_far_as_the_median_deviation()
    {
        NearestSamples nearest = new([[0], [3], [5]], [[1], [2], [1]], penalty: 16.1);
        Assert.Equal([2, 1], nearest.Of(0, 2));
        Assert.Equal([1, 2], new NearestSamples([[0], [3], [5]], [[1], [2], [1]], penalty: 15.9).Of(0, 2));
    }

    [Fact]
    public void Adasyn_begins_from_samples_that_are_hard_to_tell()
    {
        // Class 1: three points far from all others, and one at 50 amid class 0.
        float[] x = [-100, -101, -102, 50, .. Enumerable.Range(0, 12).Select(i => 45f + i + 0.5f)];
        int[] labels = [1, 1, 1, 1, .. Enumerable.Repeat(0, 12)];
        Dataset balanced = Dataset.FromArrays(x, labels).Adasyn(seed: 1, neighbours: 2);
        Assert.Equal([12, 12], Counts(balanced));
        // All are begun at 50, and lead to its nearest of its class, -100 and -101.
        Assert.All(balanced.InputArray()[16..], v => Assert.InRange(v, -101f, 50f));
        Assert.True(balanced.InputArray()[16..].Count(v => v > -100) >= 7);
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(
            () => Dataset.FromArrays([0, 1, 2, 90, 91], [1, 1, 1, 0, 0]).Adasyn(seed: 1, neighbours: 1));
        Assert.StartsWith("All neighbours of the samples of class 0 are of that class", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Adasyn_makes_nearly_as_many_and_between_neighbours(int seed)
    {
        Dataset data = Clouds(seed);
        Dataset balanced = data.Adasyn(seed, neighbours: 3);
        // Each sample's share is rounded.
        Assert.All(Counts(balanced).Zip([30, 12, 5]), c => Assert.InRange(c.First, 30 - (c.Second / 2.0), 30 + (c.Second / 2.0)));
        Assert.All(
            Enumerable.Range(data.Count, balanced.Count - data.Count),
            i => Assert.True(LiesBetweenNeighbours(data, balanced.Input(i).ToArray(), balanced.Label(i), neighbours: 3)));
    }

    [Fact]
    public void What_was_balanced_is_not_split()
    {
        Dataset data = Clouds(1);
        Dataset[] balanced =
        [
            data.Oversampled(1), data.Undersampled(1), data.Smote(1), data.Oversampled(1).Shuffled(2).Take(20), data.Take(3).Concat(data.Smote(1)),
            data.Oversampled(1).WithBalancedWeights(), data.Smote(1).Normalize(out _),
        ];
        Assert.All(balanced, set => Assert.StartsWith(
            "The samples of this data set were repeated, left out or made to balance its classes",
            Assert.Throws<InvalidOperationException>(() => set.Split(0.2, 1)).Message, StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => balanced[0].StratifiedFolds(3, 1));
        Assert.Throws<InvalidOperationException>(() => balanced[0].GroupedSplit(balanced[0].LabelArray(), 0.5, 1));
        Assert.Throws<InvalidOperationException>(() => balanced[0].SplitInTime(0.5));
    }

    [Fact]
    public void What_has_no_samples_between_is_said()
    {
        Dataset lonely = Dataset.FromArrays([0, 1, 2], [0, 0, 1]);
        Assert.StartsWith("Class 1 has one sample", Assert.Throws<InvalidOperationException>(() => lonely.Smote(1)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Sample 1 of input 'input' holds a value that is not finite",
            Assert.Throws<InvalidOperationException>(() => Dataset.FromArrays([0, float.NaN], [0, 1]).Smote(1)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "New samples lie between the numbers of others",
            Assert.Throws<InvalidOperationException>(() => Dataset.FromTokens([0, 1], [0, 1]).Smote(1)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Categories were said to stand at 1 to 3, but the first input has the places 0 to 0.",
            Assert.Throws<ArgumentException>(() => lonely.Smote(1, oneHot: [(1, 3)])).Message, StringComparison.Ordinal);
        Assert.Equal(
            "Target 'target' has 1 floats per sample, but classes are one int label each.",
            Assert.Throws<InvalidOperationException>(() => Dataset.FromArrays([0], new[] { 1f }).Oversampled(1)).Message);
    }
}
