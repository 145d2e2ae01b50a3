using DeepDsl.Gpu.Kernels;
using ILGPU;

namespace DeepDsl.Gpu.Tests;

/// <summary>A test that launches kernels, in groups of the two sizes that they treat differently: 16 and 256 threads.</summary>
public abstract class GpuTest(GpuDevices devices) : IClassFixture<GpuDevices>
{
    internal GpuDevice Open(int groupSize) => devices.Open(groupSize);

    /// <summary>For what takes many launches.</summary>
    internal GpuDevice Open() => Open(GpuDevices.CardOrSmallGroup);

    /// <summary>One warp of 32 threads on the CPU, which stands for what has tensor cores.</summary>
    internal GpuDevice OpenWarp() => devices.Open(GpuDevices.Warp);

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
}
