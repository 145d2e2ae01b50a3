using DeepDsl.Gpu.Kernels;
using ILGPU;

namespace DeepDsl.Gpu.Tests;

/// <summary>A device for each group size that the kernels treat differently: 256 threads, and ILGPU's default CPU device with 16.</summary>
public abstract class GpuTest : IDisposable
{
    private readonly Dictionary<int, GpuDevice> _devices = [];

    public static TheoryData<int> GroupSizes => [16, 256];

    internal GpuDevice Open(int groupSize)
    {
        if (!_devices.TryGetValue(groupSize, out var device))
        {
            _devices[groupSize] = device = groupSize == 16 ? GpuDevice.OpenEmulation(4, 4) : GpuDevice.OpenEmulation(32, groupSize / 32);
        }

        return device;
    }

    internal static GpuBuffer Upload(GpuDevice device, float[] values)
    {
        var buffer = new GpuBuffer(device, values.Length);
        buffer.Write(values);
        return buffer;
    }

    internal static float[] Download(GpuBuffer buffer)
    {
        var values = new float[buffer.Length];
        buffer.Read(values);
        return values;
    }

    internal static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(2 * random.NextDouble() - 1))];
    }

    /// <summary>
    /// Each value within <paramref name="steps"/> float roundings of its own size or of <paramref name="scale"/>, where sums cancel.
    /// </summary>
    internal static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<float> actual, int steps, double scale)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < actual.Count; i++)
        {
            double tolerance = steps * Math.Pow(2, -24) * Math.Max(Math.Abs(expected[i]), scale);
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance, $"[{i}]: {actual[i]:G9} instead of {expected[i]:G9} (+-{tolerance:G3})");
        }
    }

    public void Dispose()
    {
        foreach (var device in _devices.Values)
        {
            device.Dispose();
        }

        GC.SuppressFinalize(this);
    }
}
