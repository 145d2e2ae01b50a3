using DeepDsl.Gpu.Kernels;

namespace DeepDsl.Gpu.Tests;

public sealed class ReduceKernelTests(GpuDevices devices) : GpuTest(devices)
{
    /// <summary>Group size, then outer, length, inner: rows, columns, the middle, size 1, tails, one more than a group.</summary>
    public static TheoryData<int, int, int, int> Shapes
    {
        get
        {
            var data = new TheoryData<int, int, int, int>();
            foreach (int groupSize in (int[])[16, 256])
            {
                foreach (var (outer, length, inner) in ((int, int, int)[])
                    [(1, 1, 1), (3, 1, 1), (1, 257, 1), (5, 100, 1), (1, 64, 10), (1, 1, 9), (1, 3, 8), (2, 37, 5), (3, 65, 130)])
                {
                    data.Add(groupSize, outer, length, inner);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Sum_EqualsThePlainLoop(int groupSize, int outer, int length, int inner) =>
        Check<Sum>(groupSize, outer, length, inner, (a, b) => a + b, length);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Maximum_EqualsThePlainLoop(int groupSize, int outer, int length, int inner) =>
        Check<Maximum>(groupSize, outer, length, inner, Math.Max, 0);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Minimum_EqualsThePlainLoop(int groupSize, int outer, int length, int inner) =>
        Check<Minimum>(groupSize, outer, length, inner, Math.Min, 0);

    [Fact]
    public void Sum_OfTheSameValues_IsTheSameBitForBit()
    {
        var device = Open(256);
        using var input = Upload(device, Random(10_000, 7));
        using var output = new GpuBuffer(device, 1);
        device.Ops.Reduce<Sum>(input.View, output.View, 1, 10_000, 1);
        float first = Download(output)[0];

        device.Ops.Reduce<Sum>(input.View, output.View, 1, 10_000, 1);

        Assert.Equal(first, Download(output)[0]);
    }

    private void Check<TReduction>(int groupSize, int outer, int length, int inner, Func<double, double, double> combine, int roundings)
        where TReduction : struct, IReduction
    {
        var device = Open(groupSize);
        float[] values = Random(outer * length * inner, 5);
        using var input = Upload(device, values);
        using var output = new GpuBuffer(device, outer * inner);

        device.Ops.Reduce<TReduction>(input.View, output.View, outer, length, inner);

        var expected = new double[outer * inner];
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < inner; i++)
            {
                expected[o * inner + i] = Enumerable.Range(0, length)
                    .Select(r => (double)values[(o * length + r) * inner + i]).Aggregate(combine);
            }
        }

        AssertClose(expected, Download(output), roundings, scale: 1);
    }
}
