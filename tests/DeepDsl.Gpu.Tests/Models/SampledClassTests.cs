namespace DeepDsl.Gpu.Tests;

/// <summary>Steps on classes that are drawn, against the CPU: recorded and replayed, each with classes of its own.</summary>
public sealed class SampledClassTests : IDisposable
{
    private readonly GpuDevice _device = GpuDevice.OpenEmulation();
    private readonly FakeRecorder _recorder;

    public SampledClassTests() => _recorder = new(_device);

    public void Dispose()
    {
        _recorder.Dispose();
        _device.Dispose();
    }

    [Fact]
    public void Steps_FollowTheCpu()
    {
        Words cpu = new(seed: 3), gpu = new(seed: 3, _device);
        for (int step = 0; step < 5; step++)
        {
            int[] x = Tokens(step, 50);
            int[] labels = Tokens(step + 9, 50);
            labels[1] = -1;
            float expected = cpu.TrainStep(x, labels);
            float found = gpu.TrainStep(x, labels);
            Assert.True(Math.Abs(found - expected) <= Comparison.Tolerance * Math.Abs(expected), $"Loss {found:R} on the GPU, {expected:R} on the CPU.");
        }

        Assert.All(cpu.Parameters.Zip(gpu.Parameters), p => Comparison.AssertClose(p.First.Value.ToArray(), p.Second.Value.ToArray()));
    }

    [Fact]
    public void Fit_FollowsTheCpu()
    {
        Words cpu = new(seed: 3), gpu = new(seed: 3, _device);
        Dataset data = new([new("x", Tokens(1, 50), 3)], [new("y", Tokens(2, 50), 3)]);
        FitOptions options = new() { Epochs = 3, BatchSize = 2, Validation = data };

        EpochResult expected = cpu.Fit(data, options).Epochs[^1];
        EpochResult found = gpu.Fit(data, options).Epochs[^1];

        Assert.Equal(expected.Loss, found.Loss, 4);
        Assert.Equal(expected.ValidationLoss!.Value, found.ValidationLoss!.Value, 4);
    }

    private static int[] Tokens(int seed, int limit)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, 12).Select(_ => random.Next(limit))];
    }
}
