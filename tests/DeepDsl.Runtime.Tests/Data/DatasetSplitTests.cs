namespace DeepDsl.Tests.Data;

/// <summary>What divisions promise, for sets and seeds of all kinds.</summary>
public sealed class DatasetSplitTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    /// <summary>Inputs count the samples; labels are drawn with unequal shares, each class at least ten times.</summary>
    private static Dataset Drawn(int seed, out int[] labels)
    {
        Random random = new(seed);
        int classes = 2 + random.Next(4);
        int count = 100 + random.Next(100);
        int[] drawn = [.. Enumerable.Range(0, count).Select(i => i < 10 * classes ? i % classes : (int)(classes * random.NextDouble() * random.NextDouble()))];
        labels = drawn;
        return Dataset.FromArrays([.. Enumerable.Range(0, count).Select(i => (float)i)], drawn);
    }

    private static int[] Samples(Dataset data) => [.. data.InputArray().Select(x => (int)x)];

    private static void AssertDivides(Dataset whole, params Dataset[] parts) =>
        Assert.Equal(Samples(whole), parts.SelectMany(Samples).Order());

    private static void AssertShares(int[] labels, Dataset part)
    {
        foreach (IGrouping<int, int> c in labels.GroupBy(l => l))
        {
            double share = (double)c.Count() * part.Count / labels.Length;
            // Either neighbour of the exact share, and nothing else.
            Assert.InRange(part.LabelArray().Count(l => l == c.Key), Math.Floor(share), Math.Ceiling(share));
        }
    }

    [Fact]
    public void Three_random_parts_hold_every_sample_once()
    {
        Dataset data = Drawn(1, out _);
        (Dataset train, Dataset validation, Dataset test) = data.Split(0.2, 0.1, seed: 4);
        AssertDivides(data, train, validation, test);
        Assert.Equal((int)Math.Round(0.2 * data.Count), validation.Count);
        Assert.Equal((int)Math.Round(0.1 * data.Count), test.Count);
        Assert.Equal(Samples(test), Samples(data.Split(0.2, 0.1, seed: 4).Test));
        Assert.NotEqual(Samples(test), Samples(data.Split(0.2, 0.1, seed: 5).Test));
        Assert.Equal((1, 1, 1), Sizes(data.Take(3).Split(0.9, 0.05, seed: 1)));
        Assert.Equal(
            "Cannot split off 0.5 and 0.5 of 9 samples: the fractions must lie between 0 and 1, also their sum, and all three parts need a sample. "
            + "(Parameter 'fractions')",
            Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(9).Split(0.5, 0.5, 1)).Message);

        static (int, int, int) Sizes((Dataset Train, Dataset Validation, Dataset Test) parts) => (parts.Train.Count, parts.Validation.Count, parts.Test.Count);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Stratified_parts_have_each_class_in_its_share_within_one_sample(int seed)
    {
        Dataset data = Drawn(seed, out int[] labels);
        (Dataset first, Dataset second) = data.StratifiedSplit(0.23, seed);
        AssertDivides(data, first, second);
        Assert.Equal((int)Math.Round(0.23 * data.Count), second.Count);
        AssertShares(labels, first);
        AssertShares(labels, second);
        (Dataset train, Dataset validation, Dataset test) = data.StratifiedSplit(0.17, 0.31, seed);
        AssertDivides(data, train, validation, test);
        Assert.Equal((int)Math.Round(0.17 * data.Count), validation.Count);
        Assert.Equal((int)Math.Round(0.31 * data.Count), test.Count);
        Assert.All([train, validation, test], part => AssertShares(labels, part));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Stratified_folds_have_each_class_in_its_share_and_every_sample_once(int seed)
    {
        Dataset data = Drawn(seed, out int[] labels);
        IReadOnlyList<Fold> folds = data.StratifiedFolds(7, seed);
        AssertDivides(data, [.. folds.Select(f => f.Validation)]);
        Assert.All(folds, fold =>
        {
            AssertDivides(data, fold.Train, fold.Validation);
            AssertShares(labels, fold.Validation);
            Assert.InRange(fold.Validation.Count, data.Count / 7, (data.Count / 7) + 1);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_group_is_never_on_both_sides(int seed)
    {
        Dataset data = Drawn(seed, out _);
        Random random = new(seed);
        string[] groups = [.. Enumerable.Range(0, data.Count).Select(i => $"patient {(i < 12 ? i : random.Next(12))}")];
        int largest = groups.GroupBy(g => g).Max(g => g.Count());
        IReadOnlyList<Fold> folds = data.GroupedFolds(5, groups, seed);
        AssertDivides(data, [.. folds.Select(f => f.Validation)]);
        Assert.All(folds, fold => AssertApart(fold.Train, fold.Validation));
        (Dataset first, Dataset second) = data.GroupedSplit(groups, 0.3, seed);
        AssertDivides(data, first, second);
        AssertApart(first, second);
        Assert.InRange(second.Count, (0.3 * data.Count) - largest, (0.3 * data.Count) + largest);
        (Dataset train, Dataset validation, Dataset test) = data.GroupedSplit(groups, 0.2, 0.2, seed);
        AssertDivides(data, train, validation, test);
        AssertApart(train, validation);
        AssertApart(train, test);
        AssertApart(validation, test);

        void AssertApart(Dataset a, Dataset b)
        {
            Assert.NotEmpty(Samples(a));
            Assert.NotEmpty(Samples(b));
            Assert.Empty(Samples(a).Select(i => groups[i]).Intersect(Samples(b).Select(i => groups[i])));
        }
    }

    /// <summary>Sizes of GroupKFold(3) of scikit-learn 1.2.1 for the same groups.</summary>
    [Fact]
    public void Folds_of_groups_are_as_large_as_those_of_another_library()
    {
        int[] sizes = [7, 5, 4, 4, 3, 2, 1, 1];
        int[] groups = [.. sizes.SelectMany((size, g) => Enumerable.Repeat(g, size))];
        Dataset data = Dataset.FromArrays(new float[groups.Length], new int[groups.Length]);
        Assert.Equal([9, 9, 9], data.GroupedFolds(3, groups, seed: 1).Select(f => f.Validation.Count).Order());
    }

    [Fact]
    public void Repeats_divide_anew_and_every_time_all()
    {
        Dataset data = Drawn(3, out _);
        IReadOnlyList<Fold> folds = data.Folds(4, seed: 2, repeats: 3);
        Assert.Equal(12, folds.Count);
        foreach (Fold[] time in folds.Chunk(4))
        {
            AssertDivides(data, [.. time.Select(f => f.Validation)]);
        }
        Assert.NotEqual(Samples(folds[0].Validation), Samples(folds[4].Validation));
        Assert.Equal(Samples(folds[5].Validation), Samples(data.Folds(4, seed: 2, repeats: 3)[5].Validation));
    }

    /// <summary>Of TimeSeriesSplit(4, gap=2, max_train_size=6) of scikit-learn 1.2.1 on 23 samples, as first and last sample.</summary>
    [Fact]
    public void Folds_in_time_are_those_of_another_library()
    {
        Dataset data = Drawn(3, out _).Take(23);
        IEnumerable<(int, int, int, int)> found = data.TimeFolds(4, gap: 2, most: 6)
            .Select(f => (Samples(f.Train)[0], Samples(f.Train)[^1], Samples(f.Validation)[0], Samples(f.Validation)[^1]));
        Assert.Equal([(0, 4, 7, 10), (3, 8, 11, 14), (7, 12, 15, 18), (11, 16, 19, 22)], found);
    }

    [Fact]
    public void Time_never_goes_backwards()
    {
        Dataset data = Drawn(5, out _);
        Assert.All(data.TimeFolds(6, gap: 3), fold => Assert.Equal(Samples(fold.Train)[^1] + 4, Samples(fold.Validation)[0]));
        (Dataset train, Dataset validation, Dataset test) = data.SplitInTime(0.2, 0.1, gap: 2);
        Assert.Equal(0, Samples(train)[0]);
        Assert.Equal(Samples(train)[^1] + 3, Samples(validation)[0]);
        Assert.Equal(Samples(validation)[^1] + 3, Samples(test)[0]);
        Assert.Equal(data.Count - 1, Samples(test)[^1]);
        (Dataset first, Dataset second) = data.SplitInTime(0.25);
        AssertDivides(data, first, second);
        Assert.Equal(first.Count, Samples(second)[0]);
    }

    /// <summary>Saved results depend on them: they must never change.</summary>
    [Fact]
    public void Divisions_are_fixed_for_all_versions_and_machines()
    {
        Dataset data = Dataset.FromArrays([.. Enumerable.Range(0, 12).Select(i => (float)i)], [0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2]);
        Assert.Equal("2 8 9 11 | 1 3 5 7 | 0 4 6 10", Text(data.Folds(3, 1)));
        Assert.Equal("2 3 8 11", Text(data.StratifiedFolds(3, 1)).Split(" | ")[0]);

        static string Text(IReadOnlyList<Fold> folds) => string.Join(" | ", folds.Select(f => string.Join(' ', Samples(f.Validation))));
    }

    [Fact]
    public void What_cannot_be_divided_so_is_said()
    {
        Dataset data = Dataset.FromArrays([1, 2, 3, 4], new[] { 0, 0, 0, 1 }).WithClassNames(["no", "yes"]);
        Assert.Equal(
            "Class 1 ('yes') has 1 sample, too few for 2 parts. Take fewer parts, leave the class out through Where, or divide without regard to classes.",
            Assert.Throws<InvalidOperationException>(() => data.StratifiedSplit(0.5, 1)).Message);
        Assert.StartsWith("4 samples can be divided in 2 to 4 folds, found 5.", Assert.Throws<ArgumentOutOfRangeException>(() => data.Folds(5, 1)).Message);
        Assert.StartsWith(
            "2 groups cannot be 3 folds, since each needs one; take fewer folds.",
            Assert.Throws<ArgumentException>(() => data.GroupedFolds(3, ["a", "a", "b", "b"], 1)).Message);
        Assert.StartsWith(
            "3 groups were given for 4 samples; give that of each.", Assert.Throws<ArgumentException>(() => data.GroupedSplit([1, 2, 3], 0.5, 1)).Message);
        Assert.Equal(
            "Target 'target' has 1 floats per sample, but classes are one int label each.",
            Assert.Throws<InvalidOperationException>(() => Dataset.FromArrays([1, 2], new[] { 1f, 2 }).StratifiedFolds(2, 1)).Message);
        Assert.StartsWith("A gap of 2 was asked for", Assert.Throws<ArgumentOutOfRangeException>(() => data.SplitInTime(0.5, gap: 2)).Message);
        Assert.Contains("take fewer", Assert.Throws<ArgumentOutOfRangeException>(() => data.TimeFolds(4)).Message);
    }
}
