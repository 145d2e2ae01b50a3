namespace DeepDsl.Tests.Training;

/// <summary>Means of metrics over several yes-no outputs; values are held to scikit-learn's in <see cref="MetricTests"/>.</summary>
public sealed class OutputMeanTests
{
    [Fact]
    public void Each_output_has_its_own_value()
    {
        OutputMean mean = new(() => new F1Score());
        MetricData.YesNo("multiLabel", mean);
        double[] expected = [.. MetricData.Of("multiLabel").GetProperty("expected").GetProperty("f1_each").EnumerateArray().Select(e => e.GetDouble())];
        Assert.Equal(expected, Enumerable.Range(0, mean.OutputCount).Select(i => mean.ForOutput(i).Value), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal("mean_f1", mean.Name);
        Assert.True(mean.HigherIsBetter);
        Assert.False(new OutputMean(() => new HammingLoss()).HigherIsBetter);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_checkpoint_keeps_goes_on(bool keepsScores)
    {
        OutputMean Create() => keepsScores ? new(() => new AreaUnderCurve()) : new(() => new Recall());
        (OutputMean whole, OutputMean first, OutputMean second) = (Create(), Create(), Create());
        Assert.True(second.CanHaveGathered(first.Save(), 3, 3));
        second.Load(first.Save());
        Assert.True(double.IsNaN(second.Value));
        first.Update(Batch(1));
        double[] saved = first.Save();
        Assert.True(second.CanHaveGathered(saved, 3, 3));
        second.Load(saved);
        second.Update(Batch(2));
        whole.Update(Batch(1));
        whole.Update(Batch(2));
        Assert.Equal(whole.Value, second.Value);

        Assert.False(second.CanHaveGathered(saved, 2, 2));
        Assert.False(second.CanHaveGathered(saved[..^1], 3, 3));
        Assert.False(second.CanHaveGathered([3, .. saved[1..].Select(v => -v)], 3, 3));
        Assert.False(second.CanHaveGathered([1e9], 3, 3));
        second.Reset();
        Assert.True(double.IsNaN(second.Value) || second.Value == 0);
        second.Update(Batch(1));
        Assert.Equal(first.Value, second.Value);
    }

    [Fact]
    public void Outputs_without_a_value_are_left_out()
    {
        OutputMean mean = new(() => new AreaUnderCurve());
        mean.Update(MetricBatch.OfYesNo([0.9f, 0.2f, 0.1f, 0.7f], [1, 0, 0, 0], logits: false, 2));
        Assert.Equal(1, mean.Value);
    }

    [Fact]
    public void Classes_that_exclude_each_other_are_refused()
    {
        string message = Assert.Throws<InvalidOperationException>(
            () => new OutputMean(() => new F1Score()).Measure(MetricBatch.OfClasses([1f, 2, 3], [2]))).Message;
        Assert.Equal(
            "Metric 'mean_f1' measures each yes-no output by itself, but of this output's 3 classes one alone holds. Use 'f1' itself, which takes the "
            + "mean over classes.", message);
        Assert.Throws<ArgumentException>(() => new OutputMean(() => new LabelErrorRate()));
    }

    private static MetricBatch Batch(int seed)
    {
        Random random = new(seed);
        float[] targets = [.. Enumerable.Range(0, 60).Select(_ => (float)random.Next(2))];
        float[] scores = [.. targets.Select(t => (0.4f * t) + (0.6f * random.NextSingle()))];
        return MetricBatch.OfYesNo(scores, targets, logits: false, 3);
    }
}
