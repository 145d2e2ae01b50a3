using DeepDsl.CompilerServices;
using ILGPU.Runtime;

namespace DeepDsl.Gpu.Tests;

/// <summary>
/// Training steps that are recorded once and replayed. A replay makes the launches of then with the arguments of then: whatever of a step
/// were passed by value, and every address that has moved, would show in losses and weights that leave those of the CPU.
/// </summary>
public sealed class ReplayTests : IDisposable
{
    private const int Batch = 5;

    private readonly GpuDevice _device = GpuDevice.OpenEmulation();
    private readonly FakeRecorder _recorder;

    public ReplayTests() => _recorder = new(_device);

    public void Dispose()
    {
        _recorder.Dispose();
        _device.Dispose();
    }

    [Fact]
    public void ReplayedSteps_FollowTheCpu()
    {
        // With dropout, Adam's bias corrections, and a bound on norms.
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, _device);

        for (int step = 0; step < 8; step++)
        {
            cpu.Training.LearningRate = gpu.Training.LearningRate = 0.01 / (1 + step);
            cpu.Training.ClipNorm = gpu.Training.ClipNorm = 1.0 / (1 + step);
            AssertSameStep(cpu, gpu, step);
        }

        AssertSameWeights(cpu, gpu);
        Assert.Equal(1, _recorder.Recordings);
        // The first two steps allocate: weights, then what the optimizer keeps. The third is recorded.
        Assert.InRange(_device.Counters.Replays, 5, 7);
    }

    [Fact]
    public void RatesAndNoise_ThatChangeFollowTheCpu()
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, _device);
        cpu.Training.GradientNoise = gpu.Training.GradientNoise = 1e-3;

        for (int step = 0; step < 8; step++)
        {
            cpu.Rate("dropout1").Value = gpu.Rate("dropout1").Value = 0.1 * step;
            AssertSameStep(cpu, gpu, step);
        }

        AssertSameWeights(cpu, gpu);
        Assert.Equal(1, _recorder.Recordings);
    }

    [Fact]
    public void ReplayedStep_LaunchesOnlyWhatChanges()
    {
        Classifier net = new(seed: 3, _device);
        Train(net, steps: 4);

        long before = _device.Counters.Launches;
        Train(net, steps: 1);

        // The numbers of the update and the random step.
        Assert.Equal(2, _device.Counters.Launches - before);
    }

    [Fact]
    public void OtherBatch_IsRecordedByItself()
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, _device);

        foreach (int batch in (int[])[Batch, Batch, Batch, Batch, 3, 3, 3, Batch, 3])
        {
            AssertSameStep(cpu, gpu, batch, batch);
        }

        Assert.Equal(2, _recorder.Recordings);
        Assert.Equal(0, _recorder.Disposed);
    }

    [Fact]
    public void GrownBuffers_DropWhatWasRecorded()
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, _device);

        foreach (int batch in (int[])[2, 2, 2, 2, 9, 2, 2, 2])
        {
            AssertSameStep(cpu, gpu, batch, batch);
        }

        Assert.Equal(2, _recorder.Recordings);
        Assert.Equal(1, _recorder.Disposed);
        AssertSameWeights(cpu, gpu);
    }

    [Fact]
    public void WeightsEditedByTheHost_ReachTheReplay()
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, _device);
        for (int step = 0; step < 6; step++)
        {
            AssertSameStep(cpu, gpu, step);
            if (step is 3 or 4)
            {
                cpu.Parameters[0].Edit()[step] = 0.25f;
                gpu.Parameters[0].Edit()[step] = 0.25f;
            }
        }

        AssertSameWeights(cpu, gpu);
        Assert.Equal(1, _recorder.Recordings);
    }

    [Fact]
    public void OtherOptimizer_IsRecordedByItself()
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, _device);
        for (int step = 0; step < 9; step++)
        {
            cpu.Training.Optimizer = gpu.Training.Optimizer = step < 4 ? Optimizer.Adam : Optimizer.Momentum;
            AssertSameStep(cpu, gpu, step);
        }

        AssertSameWeights(cpu, gpu);
        Assert.Equal(2, _recorder.Recordings);
    }

    [Fact]
    public void OtherClipping_IsRecordedByItself()
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, _device);
        for (int step = 0; step < 12; step++)
        {
            cpu.Training.ClipNorm = gpu.Training.ClipNorm = step is < 4 or > 9 ? 0.5 : 0;
            cpu.Training.ClipValue = gpu.Training.ClipValue = step < 8 ? 0 : 0.01;
            AssertSameStep(cpu, gpu, step);
        }

        AssertSameWeights(cpu, gpu);
    }

    [Fact]
    public void FrozenParameters_StayInTheReplay()
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, _device);
        for (int step = 0; step < 8; step++)
        {
            cpu.Parameters[1].Frozen = gpu.Parameters[1].Frozen = step is >= 4 and < 7;
            float before = gpu.Parameters[1].Value[0];
            AssertSameStep(cpu, gpu, step);
            Assert.Equal(step is >= 4 and < 7, before == gpu.Parameters[1].Value[0]);
        }

        AssertSameWeights(cpu, gpu);
        Assert.Equal(1, _recorder.Recordings);
    }

    [Fact]
    public void FrozenStatistics_StayInTheReplayAndAreNormalizedBy()
    {
        Normalized cpu = new(seed: 6), gpu = new(seed: 6, _device);
        for (int step = 0; step < 8; step++)
        {
            bool frozen = step is >= 4 and < 7;
            cpu.Group("batchNorm1.running*").Freeze(frozen);
            gpu.Group("batchNorm1.running*").Freeze(frozen);
            float before = gpu.States[0].Value[0];
            float[] x = GpuTest.Random(6 * Batch, step), y = [1, 0, 0, 1, 1];
            float expected = cpu.TrainStep(x, y), found = gpu.TrainStep(x, y);
            Assert.True(Math.Abs(found - expected) <= Comparison.Tolerance * Math.Abs(expected), $"Loss {found:R} on the GPU, {expected:R} on the CPU.");
            Assert.Equal(frozen, before == gpu.States[0].Value[0]);
        }

        AssertSameWeights(cpu, gpu);
        Assert.All(cpu.States.Zip(gpu.States), s => Comparison.AssertClose(s.First.Value.ToArray(), s.Second.Value.ToArray()));
        Assert.Equal(1, _recorder.Recordings);
    }

    [Fact]
    public void FrozenLayersAtTheInput_AreLeftOutOfAReplayOfTheirOwn()
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, _device);
        for (int step = 0; step < 10; step++)
        {
            bool frozen = step is >= 4 and < 8;
            (cpu.Parameters[0].Frozen, cpu.Parameters[1].Frozen) = (gpu.Parameters[0].Frozen, gpu.Parameters[1].Frozen) = (frozen, frozen);
            float before = gpu.Parameters[0].Value[0];
            AssertSameStep(cpu, gpu, step);
            Assert.Equal(frozen, before == gpu.Parameters[0].Value[0]);
        }

        AssertSameWeights(cpu, gpu);
        Assert.Equal(2, _recorder.Recordings);
        gpu.Parameters[0].Frozen = true;
        Assert.All(gpu.Parameters[0].Gradient.ToArray(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void SampleWeights_AreRecordedByThemselves()
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, _device);
        for (int step = 0; step < 8; step++)
        {
            AssertSameStep(cpu, gpu, step, Batch, step % 2 == 0 ? [] : [1, 2, 0, 0.5f, step]);
        }

        AssertSameWeights(cpu, gpu);
    }

    [Fact]
    public void FitThatIsReplayed_IsThatOfTheCpu()
    {
        const int samples = 22;
        var data = Dataset.FromArrays(GpuTest.Random(39 * samples, 1), [.. Enumerable.Range(0, samples).Select(i => i % 10)]);
        FitOptions options = new() { Epochs = 2, BatchSize = 4, Seed = 1 };
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, _device);

        var expected = cpu.Fit(data, options);
        var found = gpu.Fit(data, options);

        Assert.All(expected.Epochs.Zip(found.Epochs), p => Assert.Equal(p.First.Loss, p.Second.Loss, Comparison.Tolerance));
        Assert.All(expected.Epochs.Zip(found.Epochs), p => Assert.Equal(p.First.Metrics["accuracy"], p.Second.Metrics["accuracy"], 1e-9));
        AssertSameWeights(cpu, gpu);
        // One for the batches of four, one for the two of two samples, of which the second is recorded.
        Assert.Equal(2, _recorder.Recordings);
        Assert.InRange(_device.Counters.Replays, 8, 10);
    }

    [Fact]
    public void RecordingThatFails_IsSaidAndLaunchedInstead()
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, _device);
        _recorder.Failure = new Refused();

        for (int step = 0; step < 6; step++)
        {
            AssertSameStep(cpu, gpu, step);
        }

        AssertSameWeights(cpu, gpu);
        Assert.Equal(1, _recorder.Recordings);
        Assert.Equal(0, _device.Counters.Replays);
        Assert.Equal($"{_device.Name} could not record a training step (refused).", _device.ReplayObstacle);
    }

    [Fact]
    public void ManyBatchSizes_DoNotPileUp()
    {
        StepReplays replays = new(_device);
        var call = new Regressor(seed: 1, _device).Backend.CreateCall(training: true);
        int most = 0;
        for (int batch = 1; batch <= 3 * StepReplays.MostForms; batch++)
        {
            StepForm form = new(
                batch, default, ProgramKind.LossFloat, HasSampleWeights: false, Records: false, FirstTrained: 0, new(Optimizer.SGD, false, false, false));
            Assert.Equal(StepReplays.Way.Launch, Find(form));
            Assert.Equal(StepReplays.Way.Record, Find(form));
            _recorder.Begin(_device.Stream);
            replays.Keep(form, _recorder.End(_device.Stream));
            Assert.Equal(StepReplays.Way.Replay, Find(form));
            most = Math.Max(most, _recorder.Recordings - _recorder.Disposed);
        }

        Assert.Equal(StepReplays.MostForms, most);

        StepReplays.Way Find(StepForm form) => replays.Find(form, ((GpuCall)call).Frame, version: 0, out _);
    }

    [Fact]
    public void Emulation_SaysThatItDoesNotRecord()
    {
        using var device = GpuDevice.OpenEmulation();

        Assert.Equal($"{device.Name} is no CUDA device, and others don't record launches.", device.ReplayObstacle);
    }

    private static void Train(Classifier net, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            var (x, labels) = Data(step, Batch);
            net.TrainStep(x, labels);
        }
    }

    private static void AssertSameStep(Classifier cpu, Classifier gpu, int seed, int batch = Batch, float[]? weights = null)
    {
        var (x, labels) = Data(seed, batch);
        float expected = cpu.TrainStep(x, labels, weights);
        float found = gpu.TrainStep(x, labels, weights);
        Assert.True(
            Math.Abs(found - expected) <= Comparison.Tolerance * Math.Abs(expected), $"Loss {found:R} on the GPU, {expected:R} on the CPU.");
    }

    private static void AssertSameWeights(Network cpu, Network gpu) => Assert.All(
        cpu.Parameters.Zip(gpu.Parameters), p => Comparison.AssertClose(p.First.Value.ToArray(), p.Second.Value.ToArray()));

    private static (float[] X, int[] Labels) Data(int seed, int batch) =>
        (GpuTest.Random(39 * batch, seed), [.. Enumerable.Range(0, batch).Select(i => (i * 7 + seed) % 10)]);

    private sealed class Refused() : AcceleratorException("refused")
    {
        public override AcceleratorType AcceleratorType => AcceleratorType.Cuda;
    }
}
