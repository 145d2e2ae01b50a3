using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;
using ILGPU;

namespace DeepDsl.Gpu.Tests;

/// <summary>The functions as kernels call them, against double precision. They are plain C#, so most need no device.</summary>
public sealed class GpuMathTests(GpuDevices devices) : GpuTest(devices)
{
    private static readonly float[] Moderate = [.. Sweep(-12, 12, 20_001)];

    [Fact]
    public void Exp_IsWithin4Ulp() => AssertUlps(GpuMath.Exp, Math.Exp, [.. Sweep(-87, 88.7f, 40_001)], 4);

    [Fact]
    public void Exp_BeyondTheRange_UnderflowsAndOverflows()
    {
        Assert.Equal(0, GpuMath.Exp(-200));
        Assert.Equal(float.PositiveInfinity, GpuMath.Exp(89));
        Assert.Equal(float.PositiveInfinity, GpuMath.Exp(float.PositiveInfinity));
        Assert.Equal(0, GpuMath.Exp(float.NegativeInfinity));
        Assert.True(float.IsNaN(GpuMath.Exp(float.NaN)));
        Assert.Equal(1, GpuMath.Exp(0));
    }

    [Fact]
    public void ExpM1_IsWithin4Ulp()
    {
        AssertUlps(GpuMath.ExpM1, ExpMinusOne, [.. Sweep(-20, 88.7f, 40_001), .. Sweep(-2, 2, 20_001)], 4);
        AssertUlps(GpuMath.ExpM1, ExpMinusOne, [1e-40f, -1e-20f, 1e-8f, -1e-5f, 1e-3f, float.NegativeInfinity], 4);
        Assert.Equal(float.PositiveInfinity, GpuMath.ExpM1(89));
        Assert.True(float.IsNaN(GpuMath.ExpM1(float.NaN)));
    }

    [Fact]
    public void LogP1_IsWithin4Ulp()
    {
        AssertUlps(GpuMath.LogP1, LogOnePlus, [.. Sweep(-0.999f, 3, 40_001), .. Sweep(-87, 88, 20_001).Select(MathF.Exp)], 4);
        AssertUlps(GpuMath.LogP1, LogOnePlus, [1e-40f, -1e-20f, 1e-8f, -1e-5f, -0.99999994f, float.MaxValue], 4);
        Assert.Equal(float.NegativeInfinity, GpuMath.LogP1(-1));
        Assert.Equal(float.PositiveInfinity, GpuMath.LogP1(float.PositiveInfinity));
        Assert.True(float.IsNaN(GpuMath.LogP1(-1.5f)));
        Assert.True(float.IsNaN(GpuMath.LogP1(float.NaN)));
    }

    [Fact]
    public void Log_IsWithin4Ulp()
    {
        AssertUlps(GpuMath.Log, Math.Log, [.. Sweep(-87, 88, 20_001).Select(MathF.Exp)], 4);
        AssertUlps(GpuMath.Log, Math.Log, [.. Sweep(0.5f, 2, 20_001)], 4);
        AssertUlps(GpuMath.Log, Math.Log, [1e-40f, 1e-45f, float.MaxValue], 4);
    }

    [Fact]
    public void Log_OutsideItsDomain_IsInfiniteOrNaN()
    {
        Assert.Equal(float.NegativeInfinity, GpuMath.Log(0));
        Assert.Equal(float.PositiveInfinity, GpuMath.Log(float.PositiveInfinity));
        Assert.True(float.IsNaN(GpuMath.Log(-1)));
        Assert.True(float.IsNaN(GpuMath.Log(float.NaN)));
    }

    [Fact]
    public void Tanh_IsWithin4Ulp()
    {
        AssertUlps(GpuMath.Tanh, Math.Tanh, Moderate, 4);
        AssertUlps(GpuMath.Tanh, Math.Tanh, [1e-30f, -1e-8f, 1e-4f, 1000, float.NegativeInfinity], 4);
        Assert.True(float.IsNaN(GpuMath.Tanh(float.NaN)));
    }

    [Fact]
    public void Sigmoid_IsWithin4Ulp()
    {
        AssertUlps(GpuMath.Sigmoid, x => 1 / (1 + Math.Exp(-x)), Moderate, 4);
        AssertUlps(GpuMath.Sigmoid, x => 1 / (1 + Math.Exp(-x)), [-80, 80, float.PositiveInfinity], 4);
    }

    [Fact]
    public void Softplus_IsWithin4Ulp() => AssertUlps(
        GpuMath.Softplus, x => x > 0 ? x + LogOnePlus(Math.Exp(-x)) : LogOnePlus(Math.Exp(x)), Moderate, 4);

    [Fact]
    public void Erf_IsWithin4Ulp()
    {
        AssertUlps(GpuMath.Erf, Erf, [.. Sweep(-5, 5, 2_001)], 4);
        AssertUlps(GpuMath.Erf, Erf, [1e-20f, -1e-6f, 100], 4);
    }

    [Fact]
    public void SinAndCos_AreClose()
    {
        float[] arguments = [.. Sweep(-30, 30, 20_001), .. Sweep(-8192, 8192, 20_001)];
        Assert.All(arguments, x => Assert.InRange(GpuMath.Sin(x) - Math.Sin(x), -4e-7, 4e-7));
        Assert.All(arguments, x => Assert.InRange(GpuMath.Cos(x) - Math.Cos(x), -4e-7, 4e-7));
    }

    [Fact]
    public void Pow_IsCloseOverItsDomain()
    {
        foreach (float x in (float[])[1e-3f, 0.3f, 0.999f, 1.5f, 7, 1234])
        {
            foreach (float y in (float[])[-3.5f, -1, 0.1f, 0.5f, 1, 2, 3, 7.25f])
            {
                double expected = Math.Pow(x, y);
                double tolerance = 4 * Math.Pow(2, -23) * (1 + Math.Abs(y * Math.Log(x))) * expected;
                Assert.InRange(GpuMath.Pow(x, y), expected - tolerance, expected + tolerance);
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 2)]
    [InlineData(0, -1)]
    [InlineData(1, float.NaN)]
    [InlineData(-2, 3)]
    [InlineData(-2, 2)]
    [InlineData(-2, 0.5f)]
    [InlineData(float.NaN, 0)]
    public void Pow_OfSpecialArguments_IsThatOfDotNet(float x, float y)
    {
        float expected = MathF.Pow(x, y);
        float actual = GpuMath.Pow(x, y);
        Assert.True(float.IsNaN(expected) ? float.IsNaN(actual) : Math.Abs(expected - actual) <= 1e-5f || expected == actual, $"{actual}");
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(-1, -1)]
    [InlineData(float.NaN, 1)]
    [InlineData(1, float.NaN)]
    public void MaxAndMin_AreThoseOfDotNet(float a, float b)
    {
        Assert.Equal(MathF.Max(a, b), GpuMath.Max(a, b));
        Assert.Equal(MathF.Min(a, b), GpuMath.Min(a, b));
    }

    [Fact]
    public void RandomNumbers_AreThoseOfTheCpu()
    {
        for (uint i = 0; i < 1000; i++)
        {
            Assert.Equal(CounterRandom.Uniform(7, i), GpuMath.Uniform(7, i));
            Assert.InRange(GpuMath.Normal(7, i) - CounterRandom.Normal(7, i), -2e-6f, 2e-6f);
        }
    }

    [Fact]
    public void KernelThatCallsThemAll_GivesTheSameOnADevice()
    {
        var device = Open(256);
        using var input = Upload(device, Moderate);
        using var output = new GpuBuffer(device, Moderate.Length);

        device.Launch(CallAll, device.Ops.Flat(Moderate.Length), input.View, output.View, 5u, Moderate.Length);

        float[] values = Download(output);
        for (int i = 0; i < values.Length; i++)
        {
            // A card's assembler makes one instruction of a product and a sum, which rounds once.
            float expected = All(Moderate[i], 5, (uint)i);
            float bound = device.IsEmulation ? 0 : 16 * (MathF.BitIncrement(MathF.Abs(expected)) - MathF.Abs(expected));
            Assert.InRange(values[i] - expected, -bound, bound);
        }
    }

    internal static void CallAll(ArrayView<float> input, ArrayView<float> output, uint key, int count)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < count)
        {
            output[i] = All(input[i], key, (uint)i);
        }
    }

    private static float All(float x, uint key, uint index)
    {
        float sum = GpuMath.Exp(x) + GpuMath.Log(GpuMath.Abs(x) + 1) + GpuMath.Tanh(x) + GpuMath.Sigmoid(x) + GpuMath.Softplus(x);
        sum += GpuMath.Erf(x) + GpuMath.Sin(x) + GpuMath.Cos(x) + GpuMath.Pow(GpuMath.Abs(x) + 1, 1.5f);
        sum += GpuMath.Sign(x) + GpuMath.Floor(x) + GpuMath.ExpM1(x) + GpuMath.LogP1(GpuMath.Abs(x));
        return sum + GpuMath.Sqrt(GpuMath.Max(x, 0)) + GpuMath.Min(x, 1) + GpuMath.Uniform(key, index) + GpuMath.Normal(key, index);
    }

    private static IEnumerable<float> Sweep(float from, float to, int count) =>
        Enumerable.Range(0, count).Select(i => from + (to - from) * i / (count - 1));

    private static double LogOnePlus(double x) => Math.Abs(x) < 1e-5 ? x - x * x / 2 + x * x * x / 3 : Math.Log(1 + x);

    private static double ExpMinusOne(double x) => Math.Abs(x) < 1 ? 2 * Math.Sinh(x / 2) * Math.Exp(x / 2) : Math.Exp(x) - 1;

    /// <summary>The series of erf, whose terms all have one sign: nothing cancels.</summary>
    private static double Erf(double x)
    {
        double square = x * x;
        double term = 2 / Math.Sqrt(Math.PI) * x * Math.Exp(-square);
        double sum = 0;
        for (int n = 0; n < 300; n++)
        {
            sum += term;
            term *= 2 * square / (2 * n + 3);
        }

        return Math.Abs(x) > 6 ? Math.Sign(x) : sum;
    }

    private static void AssertUlps(Func<float, float> actual, Func<double, double> expected, float[] arguments, double ulps)
    {
        foreach (float x in arguments)
        {
            double wanted = expected(x);
            double ulp = Math.Max(Math.Pow(2, Math.Floor(Math.Log2(Math.Abs(wanted))) - 23), float.Epsilon);
            double error = Math.Abs(actual(x) - wanted) / (wanted == 0 ? float.Epsilon : ulp);
            Assert.True(error <= ulps, $"at {x:G9}: {actual(x):G9} instead of {wanted:G9}, {error:F1} ulp");
        }
    }
}
