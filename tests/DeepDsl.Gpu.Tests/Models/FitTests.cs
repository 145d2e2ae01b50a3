namespace DeepDsl.Gpu.Tests;

/// <summary>A fit on a GPU, which reads losses late, beside the same fit on the CPU.</summary>
public sealed class FitTests(GpuDevices devices) : GpuTest(devices)
{
    private const int Samples = 10;
    private const int Batch = 4;

    private static readonly Dataset Digits = Dataset.FromArrays(Random(39 * Samples, 1), [.. Enumerable.Range(0, Samples).Select(i => i % 10)]);

    [Fact]
    public void Fit_FollowsTheCpu()
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, Open());

        var expected = cpu.Fit(Digits, Options());
        var found = gpu.Fit(Digits, Options());

        Assert.Equal(cpu.Step, gpu.Step);
        foreach (var (onCpu, onGpu) in expected.Epochs.Zip(found.Epochs))
        {
            Assert.Equal(onCpu.Loss, onGpu.Loss, Comparison.Tolerance);
            Assert.Equal(onCpu.Metrics["accuracy"], onGpu.Metrics["accuracy"], 1e-9);
        }
    }

    [Fact]
    public void Fit_ReadsLossesOnceAnEpoch()
    {
        var device = Open();
        Classifier net = new(seed: 3, device);
        net.Fit(Digits, Options());

        long before = device.Counters.Synchronizations;
        net.Fit(Digits, Options());

        // The losses and the outputs of two epochs of three updates; and for the data, which lie on the device from the first to the last.
        Assert.Equal((2 * 2) + 2, device.Counters.Synchronizations - before);
    }

    [Fact]
    public void CallbackThatLooksAtTheLoss_SeesThatOfItsUpdate()
    {
        List<double> cpu = [], gpu = [];

        new Classifier(seed: 3).Fit(Digits, Options() with { Callbacks = [Watch(cpu)] });
        new Classifier(seed: 3, Open()).Fit(Digits, Options() with { Callbacks = [Watch(gpu)] });

        Assert.Equal(6, gpu.Count);
        Assert.All(cpu.Zip(gpu), p => Assert.Equal(p.First, p.Second, Comparison.Tolerance));

        static Callback Watch(List<double> losses) => new LambdaCallback { BatchEnd = context => losses.Add(context.Loss) };
    }

    [Fact]
    public void FitThatDiverges_KeepsTheWeightsBeforeTheUpdate()
    {
        Regressor cpu = new(seed: 5), gpu = new(seed: 5, Open());
        var data = Dataset.FromArrays(Random(5 * Samples, 1), Random(3 * Samples, 2), 3);

        var expected = Diverge(cpu);
        var found = Diverge(gpu);

        Assert.Equal(expected.Message, found.Message);
        Assert.Equal((expected.Epoch, expected.Batch), (found.Epoch, found.Batch));
        Assert.Equal(cpu.Step, gpu.Step);
        Assert.All(gpu.Parameters, p => Assert.All(p.Value.ToArray(), v => Assert.True(float.IsFinite(v))));

        TrainingDivergedException Diverge(Regressor net)
        {
            net.Training.LearningRate = 1e18;
            return Assert.Throws<TrainingDivergedException>(() => net.Fit(data, Options()));
        }
    }

    [Fact]
    public void StoppedFit_ResumesAsOnTheCpu()
    {
        Classifier whole = new(seed: 3, Open()), stopped = new(seed: 3, Open());
        whole.Fit(Digits, Options());

        stopped.Fit(Digits, Options() with { Callbacks = [new LambdaCallback { BatchEnd = StopAfterTwo }] });
        stopped.Fit(Digits, Options() with { Resume = true });

        Assert.Equal(whole.Step, stopped.Step);
        foreach (var (expected, actual) in whole.Parameters.Zip(stopped.Parameters))
        {
            Assert.Equal(expected.Value.ToArray(), actual.Value.ToArray());
        }

        static void StopAfterTwo(FitContext context)
        {
            if (context.Batch == 2)
            {
                context.Stop("two updates");
            }
        }
    }

    [Fact]
    public void AccumulatedGradients_StayOnTheDevice()
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, Open());
        var options = Options() with { AccumulateSteps = 2, BatchSize = 3 };

        var expected = cpu.Fit(Digits, options);
        gpu.Fit(Digits, options with { Epochs = 1 });
        long before = Open().Counters.BytesDown;
        var found = gpu.Fit(Digits, options with { Resume = true });

        Assert.Equal(expected.Epochs[1].Loss, found.Epochs[1].Loss, Comparison.Tolerance);
        // Losses and scores, no gradients.
        Assert.Equal(sizeof(float) * (4 + (10 * Samples)), Open().Counters.BytesDown - before);
    }

    private static FitOptions Options() => new() { Epochs = 2, BatchSize = Batch, Seed = 1 };
}
