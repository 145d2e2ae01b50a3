using DeepDsl.CompilerServices;

namespace DeepDsl.Runtime.Tests.Simd;

/// <summary>
/// Holds the error bounds that the runtime states, against Math in double. One width is enough: <see cref="RegisterTests{T}"/> shows
/// that all give the same bits.
/// </summary>
public sealed class UlpBoundTests
{
    private static readonly float[] Arguments = SampleArguments.Grid(2003);

    [Fact]
    public void Exp_Within1Ulp() => AssertBound(Simd512.Exp, Math.Exp, 1.0);

    [Fact]
    public void Log_Within1Ulp() => AssertBound(Simd512.Log, Math.Log, 1.0);

    [Fact]
    public void ExpM1_Within2Ulp() => AssertBound(Simd512.ExpM1, DoubleReference.ExpMinusOne, 2.0);

    [Fact]
    public void LogP1_Within2Ulp() => AssertBound(Simd512.LogP1, DoubleReference.LogOnePlus, 2.0);

    [Fact]
    public void Tanh_Within3Ulp() => AssertBound(Simd512.Tanh, Math.Tanh, 3.0);

    [Fact]
    public void Sigmoid_Within3Ulp() =>
        AssertBound(Simd512.Sigmoid, x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)), 3.0);

    [Fact]
    public void Erf_Within2Ulp() => AssertBound(Simd512.Erf, DoubleReference.Erf, 2.0);

    [Fact]
    public void Sin_Within2Ulp() => AssertBound(Simd512.Sin, Math.Sin, 2.0);

    [Fact]
    public void Cos_Within2Ulp() => AssertBound(Simd512.Cos, Math.Cos, 2.0);

    [Fact]
    public void Softplus_Within2Ulp() =>
        AssertBound(Simd512.Softplus, x => Math.Max(x, 0) + DoubleReference.LogOnePlus(Math.Exp(-Math.Abs(x))), 2.0);

    [Fact]
    public void SinAndCos_NearTheirZeros_Within2Ulp()
    {
        // The floats nearest to multiples of pi / 2 cancel most in the reduction.
        float[] arguments = Enumerable.Range(1, 83_000 / 16 * 16).Select(i => (float)(i * Math.PI / 2)).ToArray();
        AssertBound(Simd512.Sin, Math.Sin, 2.0, arguments);
        AssertBound(Simd512.Cos, Math.Cos, 2.0, arguments);
    }

    [Fact]
    public void Pow_Within3Ulp()
    {
        var random = new Random(5);
        float[] x = new float[16];
        float[] y = new float[16];
        float[] results = new float[16];
        for (int round = 0; round < 30_000; round++)
        {
            for (int lane = 0; lane < 16; lane++)
            {
                // Bases over all floats or close to 1; powers that give any result, subnormal and infinite ones included.
                x[lane] = (round % 3) switch
                {
                    0 => BitConverter.Int32BitsToSingle(random.Next(1, 0x7F800000)),
                    1 => (float)(0.5 + random.NextDouble()),
                    _ => (float)(1 + ((random.NextDouble() - 0.5) * 1e-3)),
                };
                y[lane] = (float)((random.NextDouble() * 280 - 151) / Math.Log2(x[lane]));
            }

            Simd512.Pow(Simd512.Load(ref x[0]), Simd512.Load(ref y[0])).Store(ref results[0]);
            for (int lane = 0; lane < 16; lane++)
            {
                double error = DoubleReference.Ulps(results[lane], Math.Pow(x[lane], y[lane]));
                Assert.True(error <= 3, $"pow({x[lane]:R}, {y[lane]:R}) is {results[lane]:R}, {error:F2} ulp off.");
            }
        }
    }

    private static void AssertBound(Func<Simd512, Simd512> function, Func<double, double> reference, double bound) =>
        AssertBound(function, reference, bound, Arguments);

    private static void AssertBound(Func<Simd512, Simd512> function, Func<double, double> reference, double bound, float[] arguments)
    {
        float[] results = new float[16];
        var worst = (Error: 0.0, Argument: 0f, Result: 0f);
        for (int start = 0; start < arguments.Length; start += 16)
        {
            function(Simd512.Load(ref arguments[start])).Store(ref results[0]);
            for (int lane = 0; lane < 16; lane++)
            {
                float argument = arguments[start + lane];
                double error = DoubleReference.Ulps(results[lane], reference(argument));
                worst = error > worst.Error ? (error, argument, results[lane]) : worst;
            }
        }

        Assert.True(worst.Error <= bound, $"At {worst.Argument:R} the result {worst.Result:R} is {worst.Error:F3} ulp off.");
    }
}
