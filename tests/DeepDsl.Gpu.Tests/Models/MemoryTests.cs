namespace DeepDsl.Gpu.Tests;

/// <summary>A fit that carries a memory from segment to segment, against the CPU.</summary>
public sealed class MemoryTests : IDisposable
{
    private const int Segments = 4;

    private readonly GpuDevice _device = GpuDevice.OpenEmulation();

    public void Dispose() => _device.Dispose();

    [Fact]
    public void Fit_CarriesWhatTheCpuCarries()
    {
        Remembering cpu = new(seed: 3), gpu = new(seed: 3, _device);
        Dataset data = new(
            [new DataColumn("x", GpuTest.Random(2 * Segments * 24, 5), 24)],
            [new DataColumn("y", [.. Enumerable.Range(0, 2 * Segments * 4).Select(i => i * 7 % 3)], 4)]);

        (EpochResult expected, float[] memory) = Fit(cpu, data.SideBySide(2));
        (EpochResult found, float[] foundMemory) = Fit(gpu, data.SideBySide(2));

        Assert.Equal(expected.Loss, found.Loss, 4);
        Assert.Equal(expected.ValidationLoss!.Value, found.ValidationLoss!.Value, 4);
        Assert.Equal(memory, foundMemory);
        Assert.All(cpu.Parameters.Zip(gpu.Parameters), p => Comparison.AssertClose(p.First.Value.ToArray(), p.Second.Value.ToArray()));
    }

    private static (EpochResult Last, float[] Memory) Fit(Remembering net, Dataset data)
    {
        CarriedState state = new(net, 2, ("before", "after"), ("held", "holds"));
        History history = net.Fit(data, new FitOptions { Epochs = 2, Shuffle = false, Carried = state, Validation = data });
        return (history.Epochs[^1], state["before"].ToArray());
    }
}
