using DeepDsl.Gpu.Kernels;

namespace DeepDsl.Gpu.Tests;

public sealed class MatMulKernelTests(GpuDevices devices) : GpuTest(devices)
{
    /// <summary>Group size, then M, N, K: size 1, all different, K beyond M and N, exact tiles, one past a tile on every side.</summary>
    public static TheoryData<int, int, int, int> Shapes
    {
        get
        {
            var data = new TheoryData<int, int, int, int>();
            foreach (int groupSize in (int[])[16, 256])
            {
                foreach (var (m, n, k) in ((int, int, int)[])
                    [(1, 1, 1), (1, 7, 3), (5, 1, 2), (2, 3, 5), (3, 5, 47), (16, 16, 16), (17, 33, 18), (64, 64, 16), (65, 66, 67)])
                {
                    data.Add(groupSize, m, n, k);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Product_EqualsThePlainLoop(int groupSize, int m, int n, int k) => Check(groupSize, new MatMulShape(m, n, k));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void TransposedLeft_IsReadByItsStrides(int groupSize, int m, int n, int k) =>
        Check(groupSize, new MatMulShape(m, n, k) { ARow = 1, AColumn = m });

    [Theory]
    [MemberData(nameof(Shapes))]
    public void TransposedRight_IsReadByItsStrides(int groupSize, int m, int n, int k) =>
        Check(groupSize, new MatMulShape(m, n, k) { BRow = 1, BColumn = k });

    [Theory]
    [MemberData(nameof(Shapes))]
    public void BothTransposed_AreReadByTheirStrides(int groupSize, int m, int n, int k) =>
        Check(groupSize, new MatMulShape(m, n, k) { ARow = 1, AColumn = m, BRow = 1, BColumn = k });

    [Theory]
    [InlineData(16)]
    [InlineData(256)]
    public void Accumulate_AddsToWhatIsThere(int groupSize) => Check(groupSize, new MatMulShape(5, 19, 7) { Accumulate = 1 });

    [Theory]
    [InlineData(16)]
    [InlineData(256)]
    public void Batch_MultipliesEachPair(int groupSize) => Check(groupSize, new MatMulShape(5, 19, 7) { Batch = 3 });

    [Theory]
    [InlineData(16)]
    [InlineData(256)]
    public void BatchWithDistanceZero_SharesTheRightMatrix(int groupSize) =>
        Check(groupSize, new MatMulShape(5, 19, 7) { Batch = 3, BBatch = 0 });

    private void Check(int groupSize, MatMulShape shape)
    {
        var device = Open(groupSize);
        float[] a = Random(shape.Batch * shape.M * shape.K, 11);
        float[] b = Random(shape.Batch * shape.K * shape.N, 12);
        float[] before = Random(shape.Batch * shape.M * shape.N, 13);
        using var bufferA = Upload(device, a);
        using var bufferB = Upload(device, b);
        using var bufferC = Upload(device, before);

        device.Ops.MatMul(bufferA.View, bufferB.View, bufferC.View, shape);

        AssertClose(Expected(a, b, before, shape), Download(bufferC), steps: shape.K + 1, scale: 1);
    }

    private static double[] Expected(float[] a, float[] b, float[] before, MatMulShape shape)
    {
        var c = new double[shape.Batch * shape.M * shape.N];
        for (int batch = 0; batch < shape.Batch; batch++)
        {
            for (int m = 0; m < shape.M; m++)
            {
                for (int n = 0; n < shape.N; n++)
                {
                    int at = batch * shape.CBatch + m * shape.N + n;
                    double sum = shape.Accumulate * before[at];
                    for (int k = 0; k < shape.K; k++)
                    {
                        sum += (double)a[batch * shape.ABatch + m * shape.ARow + k * shape.AColumn]
                            * b[batch * shape.BBatch + k * shape.BRow + n * shape.BColumn];
                    }

                    c[at] = sum;
                }
            }
        }

        return c;
    }
}
