namespace DeepDsl.Integration.Tests;

/// <summary>What an advisor says of fits with a fault, and that it says nothing of sound ones.</summary>
public sealed class AdvisorTests
{
    private const int Count = 400;

    [Fact]
    public void Sound_fits_are_left_in_peace()
    {
        (float[] pixels, int[] labels) = Images.Make(600);
        (Dataset train, Dataset test) = Dataset.FromArrays(pixels, labels).Split(0.2, seed: 1);
        Assert.Empty(Findings(new Mlp(seed: 1), train, test, epochs: 12));
        Assert.Empty(Findings(new FashionMnist.Models.LeNet(seed: 1), train, test, epochs: 6));
        (Dataset points, Dataset others) = Points().Split(0.2, seed: 1);
        Assert.Empty(Findings(new Advised(seed: 1), points, others, epochs: 20));
        Assert.Empty(Findings(new AdvisedRegression(seed: 1), Sums(1, 0), Sums(1, 0, seed: 2), epochs: 10));
    }

    [Fact]
    public void Inputs_of_unlike_scales_are_told()
    {
        Advice advice = Single(AdviceKind.InputScale, new Advised(seed: 1), Points(scaleOfLast: 1e5f));
        Assert.Contains("Value 5 of 'input' deviates by ", advice.Message, StringComparison.Ordinal);
        Advice alike = Single(AdviceKind.InputScale, new Advised(seed: 1), Points(scale: 255));
        Assert.Contains("have a mean of", alike.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(1, 5000)]
    [InlineData(1e-5, 0)]
    public void Targets_of_another_scale_are_told(double scale, double mean) =>
        Single(AdviceKind.TargetScale, new AdvisedRegression(seed: 1), Sums(scale, mean));

    [Fact]
    public void Accuracy_over_imbalanced_labels_is_told_and_other_metrics_are_trusted()
    {
        Dataset rare = Points(shareOfFirst: 0.95);
        Advice advice = Single(AdviceKind.ImbalancedLabels, new Advised(seed: 1), rare);
        Assert.Contains("of the samples are class 0, so who always says so has an accuracy of 0.9", advice.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(AdviceKind.ImbalancedLabels, Findings(new Advised(seed: 1), rare, null, 2, [new F1Score(), new Accuracy()]).Select(a => a.Kind));
    }

    [Fact]
    public void Samples_that_stand_in_both_sets_are_told()
    {
        Dataset all = Points();
        Advice advice = Assert.Single(Findings(new Advised(seed: 1), all.Take(300), all.Skip(250), epochs: 2));
        Assert.Equal(AdviceKind.RepeatedSamples, advice.Kind);
        Assert.StartsWith("50 of 150 samples of the validation set (33.3%)", advice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_that_vanish_are_told_by_layer()
    {
        Advice advice = Single(AdviceKind.VanishingGradients, new Vanishing(seed: 1), Points());
        Assert.Contains("The gradient of dense1.weight is", advice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dead_units_are_told()
    {
        Advised net = new(seed: 1);
        net.Parameter("last.bias").Edit().Slice(0, 10).Fill(-100);
        Advice advice = Single(AdviceKind.DeadUnits, net, Points());
        Assert.StartsWith("10 of 16 units of last had a gradient of zero", advice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saturated_units_are_told()
    {
        Advised net = new(seed: 1);
        net.Parameter("dense1.bias").Edit().Slice(0, 12).Fill(9);
        Advice advice = Single(AdviceKind.SaturatedUnits, net, Points());
        Assert.Contains("12 of 16 units of dense1 had less than", advice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_that_explode_are_told()
    {
        float[] x = Points().InputArray();
        x.AsSpan(6 * 77, 6).Fill(1e5f);
        Dataset data = Sums(1, 0);
        Dataset struck = Dataset.FromArrays(x, [.. Enumerable.Range(0, Count).Select(i => data.Target(i)[0])], 1);
        Assert.Contains(AdviceKind.ExplodingGradients, Findings(new AdvisedRegression(seed: 1), struck, null, epochs: 1).Select(a => a.Kind));
    }

    [Fact]
    public void Labels_that_nothing_tells_are_learnt_by_heart()
    {
        Random random = new(3);
        Dataset Chance(int count) => Dataset.FromArrays(
            [.. Enumerable.Range(0, 6 * count).Select(_ => random.NextSingle())], [.. Enumerable.Range(0, count).Select(_ => random.Next(2))]);
        Assert.Equal([AdviceKind.Overfitting], Findings(new Advised(seed: 1), Chance(60), Chance(200), epochs: 150).Select(a => a.Kind));
        Advised still = new(seed: 1) { Training = { LearningRate = 1e-7 } };
        Assert.Equal([AdviceKind.Underfitting], Findings(still, Chance(400), Chance(200), epochs: 5).Select(a => a.Kind));
    }

    [Fact]
    public void What_was_found_is_written()
    {
        Dataset points = Points();
        Advised net = new(seed: 1);
        StringWriter written = new();
        TextWriter console = Console.Out;
        try
        {
            Console.SetOut(TextWriter.Synchronized(written));
            // <advice>
            net.Fit(points.Take(300), new FitOptions { Epochs = 2, Validation = points.Skip(250), Callbacks = [new Advisor()] });
            // </advice>
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.StartsWith("advice: 50 of 150 samples of the validation set", written.ToString(), StringComparison.Ordinal);
    }

    private static Advice Single(AdviceKind kind, Network net, Dataset data) =>
        Assert.Single(Findings(net, data, null, epochs: 2), a => a.Kind == kind);

    private static IReadOnlyList<Advice> Findings(
        Network net, Dataset train, Dataset? validation, int epochs, IReadOnlyList<Metric>? metrics = null)
    {
        Advisor advisor = new() { Print = false };
        net.Fit(train, new FitOptions { Epochs = epochs, Validation = validation, Metrics = metrics, Callbacks = [advisor] });
        return [.. advisor.Findings.Where(f => !f.IsNote)];
    }

    /// <summary>Whether the first three of six numbers are more than the others.</summary>
    private static Dataset Points(float scale = 1, float scaleOfLast = 1, double shareOfFirst = 0)
    {
        Random random = new(5);
        float[] x = [.. Enumerable.Range(0, 6 * Count).Select(_ => (2 * random.NextSingle()) - 1)];
        int[] y = [.. Enumerable.Range(0, Count).Select(i => random.NextDouble() < shareOfFirst || x[6 * i] + x[(6 * i) + 1] > x[(6 * i) + 4] ? 0 : 1)];
        return Dataset.FromArrays([.. x.Select((v, i) => v * scale * (i % 6 == 5 ? scaleOfLast : 1))], y);
    }

    private static Dataset Sums(double scale, double mean, int seed = 1)
    {
        Random random = new(seed);
        float[] x = [.. Enumerable.Range(0, 6 * Count).Select(_ => (2 * random.NextSingle()) - 1)];
        return Dataset.FromArrays(x, [.. Enumerable.Range(0, Count).Select(i => (float)(mean + (scale * (x[6 * i] - x[(6 * i) + 3]))))], 1);
    }
}
