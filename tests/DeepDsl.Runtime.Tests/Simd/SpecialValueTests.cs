using DeepDsl.CompilerServices;

namespace DeepDsl.Runtime.Tests.Simd;

/// <summary>The exact answers: limits, zeros with their signs, NaN.</summary>
public sealed class SpecialValueTests
{
    private const float Infinity = float.PositiveInfinity;

    public static TheoryData<string, float, float> Exact => new()
    {
        { "exp", Infinity, Infinity }, { "exp", -Infinity, 0f }, { "exp", 0f, 1f }, { "exp", -0f, 1f }, { "exp", 88.72284f, Infinity },
        { "exp", 1e30f, Infinity }, { "exp", -1e30f, 0f }, { "exp", -103.98f, 0f }, { "exp", -103.9f, float.Epsilon },
        { "expm1", Infinity, Infinity }, { "expm1", -Infinity, -1f }, { "expm1", 0f, 0f }, { "expm1", 88.72284f, Infinity },
        { "expm1", -18f, -1f }, { "expm1", 1e30f, Infinity }, { "expm1", -1e30f, -1f }, { "expm1", float.Epsilon, float.Epsilon },
        { "expm1", -float.Epsilon, -float.Epsilon }, { "expm1", float.NaN, float.NaN },
        { "log1p", -1f, -Infinity }, { "log1p", -1.0000001f, float.NaN }, { "log1p", -Infinity, float.NaN }, { "log1p", 0f, 0f },
        { "log1p", Infinity, Infinity }, { "log1p", float.Epsilon, float.Epsilon }, { "log1p", -float.Epsilon, -float.Epsilon },
        { "log1p", float.NaN, float.NaN },
        { "log", 0f, -Infinity }, { "log", -0f, -Infinity }, { "log", 1f, 0f }, { "log", Infinity, Infinity }, { "log", -1f, float.NaN },
        { "log", -Infinity, float.NaN }, { "log", -float.Epsilon, float.NaN },
        { "tanh", Infinity, 1f }, { "tanh", -Infinity, -1f }, { "tanh", 0f, 0f }, { "tanh", -0f, -0f },
        { "tanh", float.Epsilon, float.Epsilon },
        { "sigmoid", Infinity, 1f }, { "sigmoid", -Infinity, 0f }, { "sigmoid", 0f, 0.5f }, { "sigmoid", 100f, 1f },
        { "erf", Infinity, 1f }, { "erf", -Infinity, -1f }, { "erf", 0f, 0f }, { "erf", -0f, -0f }, { "erf", -4f, -1f },
        { "sin", 0f, 0f }, { "sin", -0f, -0f }, { "sin", Infinity, float.NaN }, { "sin", -Infinity, float.NaN },
        { "sin", float.Epsilon, float.Epsilon },
        { "cos", 0f, 1f }, { "cos", -0f, 1f }, { "cos", Infinity, float.NaN },
        { "softplus", Infinity, Infinity }, { "softplus", -Infinity, 0f }, { "softplus", 1e30f, 1e30f }, { "softplus", -1e30f, 0f },
        { "exp", float.NaN, float.NaN }, { "log", float.NaN, float.NaN }, { "tanh", float.NaN, float.NaN },
        { "sigmoid", float.NaN, float.NaN }, { "erf", float.NaN, float.NaN }, { "sin", float.NaN, float.NaN },
        { "cos", float.NaN, float.NaN }, { "softplus", float.NaN, float.NaN },
    };

    [Theory]
    [MemberData(nameof(Exact))]
    public void Function_HasTheExactValue(string function, float argument, float expected)
    {
        float actual = Of(function)(Simd512.Broadcast(argument)).MaxLane();
        AssertSame(expected, actual, $"{function}({argument:R})");
    }

    [Fact]
    public void LargestFiniteExponential_IsFinite() =>
        Assert.Equal((3.4027985e38f, 3.4027985e38f), (Simd512.Exp(Simd512.Broadcast(88.72283f)).MaxLane(),
            Simd512.ExpM1(Simd512.Broadcast(88.72283f)).MaxLane()));

    [Fact]
    public void BoundedFunctions_StayInTheirBounds()
    {
        foreach (float x in SampleArguments.Grid(1_000_003).Where(x => !float.IsNaN(x)))
        {
            Assert.InRange(Simd512.Tanh(Simd512.Broadcast(x)).MaxLane(), -1f, 1f);
            Assert.InRange(Simd512.Erf(Simd512.Broadcast(x)).MaxLane(), -1f, 1f);
            Assert.InRange(Simd512.Sigmoid(Simd512.Broadcast(x)).MaxLane(), 0f, 1f);
            Assert.InRange(Simd512.ExpM1(Simd512.Broadcast(x)).MaxLane(), -1f, Infinity);
            if (float.IsFinite(x))
            {
                Assert.InRange(Simd512.Sin(Simd512.Broadcast(x)).MaxLane(), -1f, 1f);
                Assert.InRange(Simd512.Cos(Simd512.Broadcast(x)).MaxLane(), -1f, 1f);
            }
        }
    }

    [Fact]
    public void OneLargeAngle_LeavesTheOtherLanesAlone()
    {
        float[] x = Enumerable.Range(0, 16).Select(i => i == 5 ? 1e9f : i * 0.7f).ToArray();
        float[] sin = new float[16];
        Simd512.Sin(Simd512.Load(ref x[0])).Store(ref sin[0]);
        Assert.Equal((float)Math.Sin(1e9f), sin[5]);
        Assert.Equal(SimdScalar.Sin(SimdScalar.Broadcast(x[6])).Sum(), sin[6]);
    }

    [Fact]
    public void Pow_OfSpecialValues_IsThatOfMathF()
    {
        float[] values =
        [
            .. SampleArguments.Special, 3f, -3f, 2.5f, -2.5f, 1e10f, -1e10f, 16777215f, -16777215f, 16777216f, 1.0000001f, -1.0000001f,
            0.99999994f, 1e-10f,
        ];
        foreach (float x in values)
        {
            foreach (float y in values)
            {
                float expected = MathF.Pow(x, y);
                float actual = Simd512.Pow(Simd512.Broadcast(x), Simd512.Broadcast(y)).MaxLane();
                if (float.IsFinite(expected) && expected != 0)
                {
                    double error = DoubleReference.Ulps(actual, Math.Pow(x, y));
                    Assert.True(error <= 3, $"pow({x:R}, {y:R}) is {actual:R}, {error:F2} ulp off.");
                }
                else
                {
                    AssertSame(expected, actual, $"pow({x:R}, {y:R})");
                }
            }
        }
    }

    private static Func<Simd512, Simd512> Of(string function) => function switch
    {
        "exp" => Simd512.Exp,
        "expm1" => Simd512.ExpM1,
        "log" => Simd512.Log,
        "log1p" => Simd512.LogP1,
        "tanh" => Simd512.Tanh,
        "sigmoid" => Simd512.Sigmoid,
        "erf" => Simd512.Erf,
        "sin" => Simd512.Sin,
        "cos" => Simd512.Cos,
        "softplus" => Simd512.Softplus,
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
    };

    /// <summary>Equal with the sign of zero; any NaN is NaN.</summary>
    private static void AssertSame(float expected, float actual, string what)
    {
        bool same = float.IsNaN(expected)
            ? float.IsNaN(actual)
            : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual);
        Assert.True(same, $"{what} is {actual:R}, expected {expected:R}.");
    }
}
