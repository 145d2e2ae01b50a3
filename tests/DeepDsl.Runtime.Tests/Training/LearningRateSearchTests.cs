using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

public sealed class LearningRateSearchTests
{
    private static readonly Dataset Data = FitData.Make(100);

    [Fact]
    public void Rates_rise_by_one_factor_and_the_suggestion_lies_where_the_loss_falls()
    {
        TinyClassifier net = new(seed: 1);
        LearningRateSearch search = net.FindLearningRate(Data, new() { Lowest = 1e-4, Highest = 10, Updates = 61 });
        Assert.Equal(1e-4, search.Points[0].LearningRate, 1e-12);
        for (int i = 1; i < search.Points.Count; i++)
        {
            Assert.Equal(Math.Pow(10, 1 / 12.0), search.Points[i].LearningRate / search.Points[i - 1].LearningRate, 1e-9);
        }
        RatePoint lowest = search.Points.MinBy(p => p.SmoothedLoss);
        double suggestion = Assert.NotNull(search.Suggestion);
        Assert.InRange(suggestion, 1e-3, lowest.LearningRate);
        Assert.StartsWith("At a rate of ", search.Advice);
        Assert.EndsWith(search.Advice, search.ToString());
        Assert.Equal(search.Points.Count + 2, search.ToString().Split('\n').Length);

        // What is suggested trains better than a hundredth of it.
        Assert.True(LossAt(suggestion) < 0.9 * LossAt(suggestion / 100));
    }

    [Fact]
    public void The_smoothed_loss_is_the_mean_that_forgets()
    {
        LearningRateSearch search = new TinyClassifier(seed: 1).FindLearningRate(Data, new() { Updates = 20, Smoothing = 0.7 });
        for (int n = 0; n < search.Points.Count; n++)
        {
            double[] parts = [.. Enumerable.Range(0, n + 1).Select(i => Math.Pow(0.7, n - i))];
            double mean = parts.Select((part, i) => part * search.Points[i].Loss).Sum() / parts.Sum();
            Assert.Equal(mean, search.Points[n].SmoothedLoss, 1e-12);
        }
    }

    [Fact]
    public void The_model_and_its_optimizer_stay_as_they_are_also_where_the_search_fails()
    {
        TinyClassifier straight = Trained();
        TinyClassifier searched = Trained();
        searched.FindLearningRate(Data, new() { Highest = 1e30 });
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => { searched.FindLearningRate(Data, new() { CancellationToken = cancelled.Token }); });
        float[] x = Data.InputArray();
        x[8] = float.NaN;
        Assert.Throws<TrainingDivergedException>(() => { searched.FindLearningRate(Dataset.FromArrays(x, Data.LabelArray())); });
        Assert.Equal(straight.Training.LearningRate, searched.Training.LearningRate);
        Assert.Equal(straight.Step, searched.Step);
        straight.Fit(Data, new FitOptions { Epochs = 2, Resume = true });
        searched.Fit(Data, new FitOptions { Epochs = 2, Resume = true });
        Assert.Equal(straight.Bits(), searched.Bits());

        static TinyClassifier Trained()
        {
            TinyClassifier net = new(seed: 1);
            net.Fit(Data, new FitOptions { Epochs = 1 });
            return net;
        }
    }

    [Fact]
    public void What_is_frozen_stays_frozen_and_no_fall_is_no_suggestion()
    {
        TinyClassifier net = new(seed: 1);
        net.Parameters[0].Frozen = net.Parameters[1].Frozen = true;
        LearningRateSearch search = net.FindLearningRate(Data, new() { Updates = 12, BatchSize = 100 });
        double loss = net.Evaluate(Data, batchSize: 100).Loss;
        Assert.All(search.Points, p => Assert.Equal(loss, p.Loss, 1e-6));
        Assert.Equal(12, search.Points.Count);
        Assert.Null(search.Suggestion);
        Assert.Equal(
            $"No rate is suggested: the smoothed loss never fell by a hundredth of its first value ({ProgressLine.Number(loss)}). "
            + "Go to higher rates (Highest), make more updates (Updates), or look at the data and their labels.",
            search.Advice);
    }

    [Fact]
    public void A_loss_that_explodes_at_once_asks_for_lower_rates()
    {
        TinyClassifier net = new(seed: 1) { Training = { Optimizer = Optimizer.SGD } };
        LearningRateSearch search = net.FindLearningRate(Data, new() { Lowest = 1e5, Highest = 1e9 });
        Assert.InRange(search.Points.Count, 1, 9);
        Assert.Equal(
            $"No rate is suggested: the loss exploded after {search.Points.Count} updates. Begin at a lower rate (Lowest).", search.Advice);
    }

    [Fact]
    public void What_cannot_be_searched_is_refused()
    {
        TinyClassifier net = new(seed: 1);
        Assert.Equal(
            "The search for a learning rate goes from Lowest = 1 to Highest = 0.5; both must be above 0, and Highest above Lowest.",
            Refusal(new() { Lowest = 1, Highest = 0.5 }));
        Assert.Equal("The search for a learning rate has Updates = 5; it takes at least 10.", Refusal(new() { Updates = 5 }));
        Assert.Equal(
            "The search for a learning rate has Smoothing = 1; it must lie from 0 to below 1.", Refusal(new() { Smoothing = 1 }));
        Assert.Equal(
            "The search for a learning rate has StopFactor = 1; it must be finite and above 1.", Refusal(new() { StopFactor = 1 }));

        string Refusal(LearningRateSearchOptions options) =>
            Assert.Throws<ArgumentException>(() => { net.FindLearningRate(Data, options); }).Message;
    }

    private static double LossAt(double rate)
    {
        TinyClassifier net = new(seed: 1) { Training = { LearningRate = rate } };
        return net.Fit(Data, new FitOptions { Epochs = 3 })["loss"][^1];
    }
}
