namespace DeepDsl.Integration.Tests;

/// <summary>What Checkpoint changes of training through time is its memory, and nothing else.</summary>
public sealed class CheckpointedTimeTests
{
    private const int Count = 10;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Weights_are_the_same_bits(int threads)
    {
        Device device = Device.Cpu(threads);
        Assert.Equal(Trained(new LongMemory(seed: 3, device)), Trained(new LongMemoryInSegments(seed: 3, device)));
    }

    [Fact]
    public void Training_takes_less_memory()
    {
        long whole = new LongMemory(seed: 1).TrainingBytes(64);
        long inSegments = new LongMemoryInSegments(seed: 1).TrainingBytes(64);
        Assert.InRange(inSegments, 1, 0.6 * whole);
    }

    private static uint[] Trained(Network net)
    {
        Random random = new(5);
        float[] x = [.. Enumerable.Range(0, Count * 256 * 8).Select(_ => (float)random.NextDouble() - 0.5f)];
        int[] y = [.. Enumerable.Range(0, Count).Select(i => i % 2)];
        net.Fit(x, y, new FitOptions { Epochs = 3, BatchSize = 5, Seed = 2 });
        return [.. net.Parameters.SelectMany(p => p.Value.ToArray()).Select(BitConverter.SingleToUInt32Bits)];
    }
}
