namespace DeepDsl.Gpu.Tests;

/// <summary>Sequences whose length each step sets, against the CPU; steps of one length are recorded and replayed by themselves.</summary>
public sealed class SequenceTests : IDisposable
{
    private const int Batch = 3;

    private readonly GpuDevice _device = GpuDevice.OpenEmulation();
    private readonly FakeRecorder _recorder;

    public SequenceTests() => _recorder = new(_device);

    public void Dispose()
    {
        _recorder.Dispose();
        _device.Dispose();
    }

    [Fact]
    public void StepsOfSeveralLengths_FollowTheCpu()
    {
        Sequences cpu = new(seed: 3), gpu = new(seed: 3, _device);

        // The longest first, since memory that grows drops what was recorded.
        foreach (int length in (int[])[12, 12, 12, 5, 5, 5, 12, 5, 12])
        {
            var (x, labels) = Data(length);
            float expected = cpu.TrainStep(x, labels, length);
            float found = gpu.TrainStep(x, labels, length);
            Assert.True(Math.Abs(found - expected) <= Comparison.Tolerance * Math.Abs(expected), $"Loss {found:R} on the GPU, {expected:R} on the CPU.");
        }

        Assert.All(cpu.Parameters.Zip(gpu.Parameters), p => Comparison.AssertClose(p.First.Value.ToArray(), p.Second.Value.ToArray()));
        Assert.Equal(2, _recorder.Recordings);
        Assert.Equal(0, _recorder.Disposed);
        foreach (int length in (int[])[3, 8, 12])
        {
            var (x, _) = Data(length);
            Comparison.AssertClose(cpu.PredictBatch(x, length), gpu.PredictBatch(x, length));
        }
    }

    [Fact]
    public void Fit_KeepsOutputsOfTheLengthOfItsData()
    {
        Sequences cpu = new(seed: 3), gpu = new(seed: 3, _device);
        var (x, labels) = Data(7);
        Dataset data = Dataset.FromArrays(x, labels, targetWidth: 7);
        FitOptions options = new() { Epochs = 3, BatchSize = 2 };

        EpochResult expected = cpu.Fit(data, options).Epochs[^1];
        EpochResult found = gpu.Fit(data, options).Epochs[^1];

        Assert.Equal(expected.Loss, found.Loss, 4);
        Assert.Equal(expected.Metrics["accuracy"], found.Metrics["accuracy"], 6);
    }

    [Fact, Trait("Category", "Sweep")]
    public void Fit_CutsEachBatchBehindItsLongest()
    {
        const int steps = 16;
        int[] lengths = [3, 2, 7, 8, 16, 1, 4, 4, 8, 8, 2, 1];
        float[] x = GpuTest.Random(lengths.Length * steps * 4, 5);
        int[] labels = [.. Enumerable.Range(0, lengths.Length * steps).Select(i => i * 7 % 3)];
        Dataset data = new(
            [new DataColumn("lengths", lengths), new DataColumn("steps", x, steps * 4)], [new DataColumn("y", labels, steps)]);
        FitOptions options = new() { Epochs = 2, Shuffle = false };
        PaddedTagger cpu = new(seed: 3), gpu = new(seed: 3, _device);

        EpochResult expected = cpu.Fit(data, options).Epochs[^1];
        EpochResult found = gpu.Fit(data, options).Epochs[^1];

        Assert.Equal(expected.Loss, found.Loss, 4);
        Assert.Equal(expected.Metrics["accuracy"], found.Metrics["accuracy"], 6);
        // 2, 4, 8 and 16 steps; the first of each is launched, the second recorded.
        Assert.Equal(4, _recorder.Recordings);
    }

    private static (float[] X, int[] Labels) Data(int length) =>
        (GpuTest.Random(Batch * length * 4, length), [.. Enumerable.Range(0, Batch * length).Select(i => i * 7 % 3)]);
}
