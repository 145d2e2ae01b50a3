using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

public sealed class FitTests
{
    private static readonly Dataset Data = FitData.Make(100);

    [Fact]
    public void Fit_learns_and_records_each_epoch()
    {
        TinyClassifier net = new(seed: 1);
        Dataset validation = FitData.Make(50, seed: 6);
        History history = net.Fit(Data, new FitOptions { Epochs = 20, Validation = validation });
        Assert.Equal(20, history.Epochs.Count);
        Assert.Equal(Enumerable.Range(1, 20), history.Epochs.Select(e => e.Epoch));
        Assert.True(history["loss"][^1] < 0.5 * history["loss"][0], $"the loss went from {history["loss"][0]} to {history["loss"][^1]}");
        Assert.True(history["val_accuracy"][^1] > 0.8);
        EvaluationResult result = net.Evaluate(validation);
        Assert.Equal(history["val_loss"][^1], result.Loss);
        Assert.Equal(history["val_accuracy"][^1], result["accuracy"]);
        Assert.Equal(50, result.Samples);
        Assert.Null(history.StopReason);
    }

    [Fact]
    public void The_loss_of_an_epoch_is_the_mean_over_its_samples()
    {
        TinyClassifier net = new(seed: 1) { Training = { Optimizer = Optimizer.SGD, LearningRate = 0 } };
        Dataset weighted = Data.WithWeights([.. Enumerable.Range(0, 100).Select(i => 1f + (i % 3))]);
        foreach (Dataset data in new[] { Data, weighted })
        {
            double loss = net.Evaluate(data, batchSize: 100).Loss;
            Assert.All(net.Fit(data, new FitOptions { Epochs = 3, BatchSize = 30 })["loss"], l => Assert.Equal(loss, l, 1e-6));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_does_not()
    {
        Assert.Equal(Fitted(3), Fitted(3));
        Assert.NotEqual(Fitted(3), Fitted(4));

        static int[] Fitted(int seed)
        {
            TinyClassifier net = new(seed: 1);
            net.Fit(Data, new FitOptions { Epochs = 2, Seed = seed });
            return net.Bits();
        }
    }

    [Fact]
    public void Fit_of_arrays_is_fit_of_their_data_set()
    {
        TinyClassifier a = new(seed: 1);
        TinyClassifier b = new(seed: 1);
        a.Fit(Data, new FitOptions { Epochs = 1 });
        b.Fit(Data.InputArray(), Data.LabelArray(), new FitOptions { Epochs = 1 });
        Assert.Equal(a.Bits(), b.Bits());
        Assert.Equal(a.Evaluate(Data).Loss, b.Evaluate(Data.InputArray(), Data.LabelArray()).Loss);
    }

    [Fact]
    public void Every_sample_is_seen_once_an_epoch_and_the_last_batch_is_smaller()
    {
        List<int> batches = [];
        TinyClassifier net = new(seed: 1);
        LambdaCallback count = new() { BatchEnd = c => batches.Add(c.Batch) };
        net.Fit(Data, new FitOptions { Epochs = 1, BatchSize = 30, Callbacks = [count] });
        Assert.Equal([1, 2, 3, 4], batches);
        batches.Clear();
        net.Fit(Data, new FitOptions { Epochs = 1, BatchSize = 30, DropLast = true, Callbacks = [count] });
        Assert.Equal([1, 2, 3], batches);
    }

    /// <summary>
    /// The mean over samples of several batches is the mean over one large batch, whatever is left for the last batch and the last update:
    /// 100 samples are 4 updates of 24 (three batches of 8) and one of 4.
    /// </summary>
    [Theory]
    [InlineData(8, 3)]
    [InlineData(7, 3)]
    [InlineData(25, 4)]
    [InlineData(30, 10)]
    public void Accumulated_batches_train_like_one_large_batch(int batchSize, int accumulate)
    {
        // Adam would hide a gradient of the wrong size.
        TinyClassifier small = new(seed: 1) { Training = { Optimizer = Optimizer.SGD, LearningRate = 0.5 } };
        TinyClassifier large = new(seed: 1) { Training = { Optimizer = Optimizer.SGD, LearningRate = 0.5 } };
        History a = small.Fit(Data, new FitOptions { Epochs = 3, BatchSize = batchSize, AccumulateSteps = accumulate });
        History b = large.Fit(Data, new FitOptions { Epochs = 3, BatchSize = batchSize * accumulate });
        Assert.Equal(b["loss"][^1], a["loss"][^1], 1e-6);
        foreach ((Parameter expected, Parameter actual) in large.Parameters.Zip(small.Parameters))
        {
            Assert.Equal(expected.Value.ToArray(), actual.Value.ToArray(), (x, y) => Math.Abs(x - y) <= 2e-6f);
        }
    }

    /// <summary>Samples count by weight, also where a whole batch weighs nothing.</summary>
    [Fact]
    public void Accumulated_batches_weigh_their_samples()
    {
        Dataset data = Data.Take(24).WithWeights([.. Enumerable.Range(0, 24).Select(i => i / 8 == 1 ? 0f : i % 5)]);
        foreach (int skip in new[] { 0, 8 })
        {
            TinyClassifier small = new(seed: 1) { Training = { Optimizer = Optimizer.SGD, LearningRate = 0.5 } };
            TinyClassifier large = new(seed: 1) { Training = { Optimizer = Optimizer.SGD, LearningRate = 0.5 } };
            FitOptions options = new() { Epochs = 1, BatchSize = 24 - skip, Shuffle = false };
            History a = small.Fit(data.Skip(skip), options with { BatchSize = 8, AccumulateSteps = 3 });
            History b = large.Fit(data.Skip(skip), options);
            Assert.Equal(b["loss"][0], a["loss"][0], 1e-6);
            Assert.Equal(large.Evaluate(data, batchSize: 24).Loss, large.Evaluate(data, batchSize: 7).Loss, 1e-6);
            Assert.Equal(large.Parameters[0].Value.ToArray(), small.Parameters[0].Value.ToArray(), (x, y) => Math.Abs(x - y) <= 2e-6f);
        }
    }

    [Fact]
    public void A_model_with_one_yes_or_no_trains_on_labels_and_on_floats()
    {
        FitOptions options = new() { Epochs = 300, BatchSize = 4 };
        TinyMlp labels = new(seed: 1);
        TinyMlp floats = new(seed: 1);
        History a = labels.Fit(TinyMlp.XorInputs, TinyMlp.XorLabels, options);
        History b = floats.Fit(TinyMlp.XorInputs, TinyMlp.XorTargets, options);
        Assert.Equal(1, labels.Evaluate(TinyMlp.XorInputs, TinyMlp.XorLabels)["accuracy"]);
        Assert.Equal(1, floats.Evaluate(TinyMlp.XorInputs, TinyMlp.XorTargets, [new BinaryAccuracy(), new AreaUnderCurve()])["auc"]);
        Assert.Equal(a["loss"], b["loss"]);
        Assert.InRange(a["accuracy"][0], 0, 0.75);
    }

#if !DEBUG
    /// <summary>Code that is not optimised allocates: without the JIT's optimiser, or before it has come round to a method.</summary>
    [Fact]
    public void A_warm_update_allocates_nothing()
    {
        const int window = 100;
        long least = long.MaxValue;
        long last = 0;
        LambdaCallback watch = new()
        {
            BatchEnd = c =>
            {
                if (c.Step % window == 0)
                {
                    long now = GC.GetAllocatedBytesForCurrentThread();
                    least = last == 0 ? least : Math.Min(least, now - last);
                    last = now;
                }
            },
        };
        FitOptions options = new()
        {
            Epochs = 1,
            BatchSize = 8,
            AccumulateSteps = 2,
            Schedule = new CosineSchedule(),
            Metrics = [new Accuracy(), new F1Score()],
            Callbacks = [watch],
            Progress = new Synchronous(_ => { }),
        };
        TinyClassifier net = new(seed: 1);
        Dataset data = FitData.Make(20_000);
        for (int attempt = 0; attempt < 100 && least > 0; attempt++)
        {
            last = 0;
            net.Fit(data, options);
            Thread.Sleep(100);
        }
        Assert.Equal(0, least);
    }
#endif

    [Fact]
    public void Gradients_pass_the_hook_before_the_update()
    {
        TinyClassifier net = new(seed: 1) { OnGradients = g => g.Scale(0) };
        net.Training.Optimizer = Optimizer.SGD;
        float[] before = net.Parameters[0].Value.ToArray();
        net.Fit(Data, new FitOptions { Epochs = 1 });
        Assert.Equal(before, net.Parameters[0].Value.ToArray());
    }

    [Fact]
    public void The_schedule_sets_the_rate_of_each_update_and_the_base_rate_comes_back()
    {
        TinyClassifier net = new(seed: 1);
        net.Training.LearningRate = 0.2;
        List<double> rates = [];
        net.Fit(Data, new FitOptions
        {
            Epochs = 2,
            BatchSize = 50,
            Schedule = new ExponentialSchedule(0.5) { WarmUpSteps = 1, WarmUpFrom = 0.25 },
            Callbacks = [new LambdaCallback { BatchEnd = c => rates.Add(c.LearningRate) }],
        });
        Assert.Equal([0.05, 0.2, 0.1, 0.1], rates);
        Assert.Equal(0.2, net.Training.LearningRate);
    }

    [Fact]
    public void A_rate_of_zero_changes_no_parameter_so_the_schedule_reaches_the_update()
    {
        TinyClassifier net = new(seed: 1);
        float[] before = [.. net.Parameters[0].Value];
        net.Fit(
            Data,
            new FitOptions { Epochs = 1, Schedule = new ExponentialSchedule(1) { WarmUpSteps = 1000, WarmUpFrom = 0 }, BatchSize = 100 });
        Assert.Equal(before, net.Parameters[0].Value.ToArray());
    }

    [Fact]
    public void A_plateau_schedule_sees_the_validation_loss()
    {
        TinyClassifier net = new(seed: 1);
        History history = net.Fit(Data, new FitOptions
        {
            Epochs = 4,
            Validation = FitData.Make(20, seed: 9),
            Schedule = new PlateauSchedule(0.5, patience: 0) { Maximize = true, Threshold = 1000 },
        });
        // The first value is the best by definition; after that nothing is a thousandfold better.
        double rate = net.Training.LearningRate;
        Assert.Equal([rate, rate, rate / 2, rate / 4], history.Epochs.Select(e => e.LearningRate));
    }

    [Fact]
    public void A_validation_fraction_is_held_out_of_training()
    {
        List<FitProgress> reports = [];
        TinyClassifier net = new(seed: 1);
        History history = net.Fit(
            Data, new FitOptions { Epochs = 1, BatchSize = 10, ValidationFraction = 0.25, Progress = new Synchronous(reports.Add) });
        Assert.NotNull(history.Epochs[0].ValidationLoss);
        Assert.Equal(8, reports.Count);
        Assert.Equal((8, 8, 1, 1), (reports[^1].Batch, reports[^1].Batches, reports[^1].Epoch, reports[^1].Epochs));
        Assert.Equal(history.Epochs[0].Loss, reports[^1].Loss, 1e-12);
        Assert.Equal(TimeSpan.Zero, reports[^1].Remaining);
        Assert.True(reports[0].SamplesPerSecond > 0);
    }

    [Fact]
    public void Cancellation_ends_after_the_update_and_leaves_a_model_that_can_go_on()
    {
        TinyClassifier net = new(seed: 1);
        TinyClassifier straight = new(seed: 1);
        using CancellationTokenSource source = new();
        LambdaCallback cancel = new() { BatchEnd = c => { if (c.Step == 7) { source.Cancel(); } } };
        FitOptions options = new() { Epochs = 3, BatchSize = 25, Schedule = new CosineSchedule() };
        Assert.Throws<OperationCanceledException>(
            () => { net.Fit(Data, options with { Callbacks = [cancel], CancellationToken = source.Token }); });
        History resumed = net.Fit(Data, options with { Resume = true });
        History whole = straight.Fit(Data, options);
        Assert.Equal(straight.Bits(), net.Bits());
        Assert.Equal(whole["loss"], resumed["loss"]);
        Assert.Equal(whole["accuracy"], resumed["accuracy"]);
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_before_it_reaches_the_parameters()
    {
        TinyClassifier net = new(seed: 1);
        float[] x = Data.InputArray();
        x[(4 * 60) + 2] = float.NaN;
        float[] before = [];
        TrainingDivergedException e = Assert.Throws<TrainingDivergedException>(() => net.Fit(x, Data.LabelArray(), new FitOptions
        {
            Epochs = 3,
            BatchSize = 25,
            Shuffle = false,
            Callbacks = [new LambdaCallback { BatchEnd = _ => before = [.. net.Parameters[0].Value] }],
        }));
        Assert.Equal(
            "The loss became NaN in epoch 1, update 3 of 4. The data are the cause: row 60 of column 'x' holds NaN. "
            + "Remove or replace such values. The parameters are those before this update.",
            e.Message);
        Assert.Equal((1, 3), (e.Epoch, e.Batch));
        Assert.Equal(before, net.Parameters[0].Value.ToArray());
    }

    [Fact]
    public void A_rate_that_is_too_high_is_the_advice_where_the_data_are_finite()
    {
        TinyClassifier net = new(seed: 1);
        net.Training.LearningRate = 1e30;
        TrainingDivergedException e = Assert.Throws<TrainingDivergedException>(() => net.Fit(Data, new FitOptions { Epochs = 50 }));
        Assert.Contains("Lower the learning rate (now 1E+30), clip the gradients (ClipNorm = 1), or normalize the inputs.", e.Message);
    }

    [Fact]
    public void Sample_weights_of_zero_take_samples_out()
    {
        TinyClassifier net = new(seed: 1);
        float[] before = [.. net.Parameters[0].Value];
        net.Fit(Data.WithWeights(new float[100]), new FitOptions { Epochs = 1 });
        Assert.Equal(before, net.Parameters[0].Value.ToArray());
    }

    [Fact]
    public async Task FitAsync_fits()
    {
        TinyClassifier net = new(seed: 1);
        Assert.Equal(2, (await net.FitAsync(Data, new FitOptions { Epochs = 2 })).Epochs.Count);
    }

    [Fact]
    public void Two_fits_at_once_are_refused()
    {
        TinyClassifier net = new(seed: 1);
        InvalidOperationException? e = null;
        LambdaCallback again = new() { BatchEnd = _ => e ??= Assert.Throws<InvalidOperationException>(() => { net.Fit(Data); }) };
        net.Fit(Data, new FitOptions { Epochs = 1, Callbacks = [again] });
        Assert.Equal("TinyClassifier is in a Fit already; a model trains in one at a time.", e?.Message);
    }

    private sealed class Synchronous(Action<FitProgress> report) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => report(value);
    }
}
