using System.Text.Json;

namespace DeepDsl.Tests.Data;

/// <summary>Isolation forests against scikit-learn's (tests/reference/isolation.py).</summary>
public sealed class IsolationForestTests
{
    private const int Width = 3;

    private static readonly JsonElement s_sklearn = Reference.Read("isolation.json");

    private static readonly Dataset s_data = Data(s_sklearn.GetProperty("x").Floats());

    [Fact]
    public void Average_paths_are_those_of_scikit_learn()
    {
        double[] expected = [.. s_sklearn.GetProperty("paths").EnumerateArray().Select(e => e.GetDouble())];
        int[] samples = [1, 2, 3, 10, 128, 256, 100000];
        Assert.Equal(expected, samples.Select(IsolationTree.AveragePath), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    /// <summary>Two forests of scikit-learn are as far apart as the reference says; ours may be twice that from their mean.</summary>
    [Fact]
    public void Scores_and_their_order_are_those_of_scikit_learn()
    {
        double[] expected = [.. s_sklearn.GetProperty("scores").EnumerateArray().Select(e => e.GetDouble())];
        double[] scores = IsolationForest.Fit(s_data, trees: 1000, samples: 128, seed: 3).Scores(s_data);
        double apart = s_sklearn.GetProperty("apart").GetDouble();
        for (int i = 0; i < scores.Length; i++)
        {
            Assert.True(Math.Abs(scores[i] - expected[i]) < 2 * apart, $"sample {i}: {scores[i]} for {expected[i]}");
        }

        double left = 1 - Correlation(Ranks(scores), Ranks(expected));
        Assert.True(left < 2 * (1 - s_sklearn.GetProperty("spearman").GetDouble()), $"1 - {left}");
    }

    [Fact]
    public void The_part_that_is_asked_for_is_found()
    {
        IsolationForest forest = IsolationForest.Fit(s_data, part: 0.05, trees: 1000, samples: 128, seed: 3);
        int[] found = forest.Find(s_data);
        Assert.Equal(15, found.Length);
        int[] expected = s_sklearn.GetProperty("found").Ints();
        Assert.True(found.Intersect(expected).Count() >= 14, string.Join(' ', found.Except(expected)));
        Dataset rest = forest.Apply(s_data);
        Assert.Equal(s_data.Count - 15, rest.Count);
        Assert.Empty(forest.Find(rest));
        Assert.Equal(0.5, IsolationForest.Fit(s_data).Threshold);
    }

    [Fact]
    public void The_example_of_the_page()
    {
        Dataset data = s_data;

        // <forest>
        IsolationForest forest = IsolationForest.Fit(data, part: 0.05, seed: 3);
        int[] found = forest.Find(data);             // the twentieth part that random cuts set apart soonest
        double[] scores = forest.Scores(data);       // about 0.5 for a usual sample, towards 1 for an odd one
        Dataset rest = forest.Apply(data);
        // </forest>

        Assert.Equal(data.Count, found.Length + rest.Count);
        Assert.All(found, i => Assert.True(scores[i] > forest.Threshold));
    }

    [Fact]
    public void A_seed_decides_all()
    {
        Assert.Equal(IsolationForest.Fit(s_data, seed: 4).Scores(s_data), IsolationForest.Fit(s_data, seed: 4).Scores(s_data));
        Assert.NotEqual(IsolationForest.Fit(s_data, seed: 4).Scores(s_data), IsolationForest.Fit(s_data, seed: 5).Scores(s_data));
    }

    [Fact]
    public void Samples_that_are_all_alike_are_as_usual_as_any()
    {
        Dataset alike = Data([.. Enumerable.Repeat(2f, 40 * Width)]);
        IsolationForest forest = IsolationForest.Fit(alike);
        Assert.All(forest.Scores(alike), s => Assert.Equal(0.5, s, 1e-12));
        Assert.Empty(forest.Find(alike));
        Assert.Equal(1, forest.Score([1, float.NaN, 2]));
    }

    [Fact]
    public void What_cannot_be_cut_is_refused_in_words()
    {
        static string Message(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message.Split(" (Parameter", 2)[0];
        Assert.Equal("What is usual cannot be told from 1 samples; give at least two.", Message(() => IsolationForest.Fit(Data([1, 2, 3]))));
        Assert.Equal(
            "Sample 1 holds NaN, which cannot be cut; fill missing numbers in first, or leave such samples out.",
            Message(() => IsolationForest.Fit(Data([1, 2, 3, 4, float.NaN, 6]))));
        Assert.Equal("The part of outliers is from 0 to a half, found 0.6.", Message(() => IsolationForest.Fit(s_data, part: 0.6)));
        Assert.Equal(
            "The sample has 2 features, but the forest was grown on 3. Give samples of the same shape.", Message(() => IsolationForest.Fit(s_data).Score([1, 2])));
    }

    private static Dataset Data(float[] x) => new([new DataColumn("input", x, Width)], []);

    private static double[] Ranks(double[] values)
    {
        double[] ranks = new double[values.Length];
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        for (int i = 0; i < order.Length; i++)
        {
            ranks[order[i]] = i;
        }

        return ranks;
    }

    private static double Correlation(double[] a, double[] b)
    {
        (double meanA, double meanB) = (a.Average(), b.Average());
        double Sum(Func<int, double> of) => Enumerable.Range(0, a.Length).Sum(of);
        return Sum(i => (a[i] - meanA) * (b[i] - meanB))
            / Math.Sqrt(Sum(i => (a[i] - meanA) * (a[i] - meanA)) * Sum(i => (b[i] - meanB) * (b[i] - meanB)));
    }
}
