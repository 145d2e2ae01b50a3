using System.ComponentModel;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.IR.Intrinsics;

namespace DeepDsl.CompilerServices;

/// <summary>
/// The functions of emitted expressions for kernels. Those that a GPU only approximates (its tanh has 11 good bits) are polynomials, the
/// same as on the CPU but without fused multiply-add; so a model gives nearly the same on every device. The bounds are held by tests.
/// <code>
/// Exp, ExpM1, Log, LogP1, Sigmoid, Tanh, Softplus, Erf   4 ulp
/// Sin, Cos                                               4e-7 absolute for arguments up to 8192
/// Pow                                                    4 ulp times (1 + |y log x|)
/// </code>
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuMath
{
    private const float Log2E = 1.44269504f;

    // ln 2 and pi in parts, the first ones with few bits, so that their products with small whole numbers are exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float PiHigh = 3.140625f;
    private const float PiMiddle = 9.67502593994140625e-4f;
    private const float PiLow = 1.509957990978376e-7f;
    private const float InversePi = 0.318309886f;

    private const float Ln2 = 0.693147182f;
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>The larger of the two, NaN if either is.</summary>
    public static float Max(float a, float b) => a > b ? a : a <= b ? b : a + b;

    /// <summary>The smaller of the two, NaN if either is.</summary>
    public static float Min(float a, float b) => a < b ? a : a >= b ? b : a + b;

    /// <summary>a * b + c, rounded once; on a card one instruction.</summary>
    [IntrinsicImplementation]
    public static float MultiplyAdd(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

    public static float Abs(float x) => XMath.Abs(x);

    public static float Sqrt(float x) => XMath.Sqrt(x);

    public static float Floor(float x) => XMath.Floor(x);

    public static float Sign(float x) => x > 0 ? 1 : x < 0 ? -1 : 0;

    /// <summary>The nearest float of those with 7 bits behind the point, ties to even; of any NaN the one that cards give.</summary>
    public static float RoundBFloat16(float x)
    {
        uint bits = Interop.FloatAsInt(x);
        bits = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000;
        return Interop.IntAsFloat(float.IsNaN(x) ? 0x7FFF0000 : bits);
    }

    /// <summary>The nearest float of those with 10 bits behind the point, ties away from zero; a NaN stays one.</summary>
    public static float RoundTensorFloat32(float x)
    {
        uint bits = Interop.FloatAsInt(x);
        return Interop.IntAsFloat((float.IsNaN(x) ? bits | 0x400000 : bits + 0x1000) & 0xFFFFE000);
    }

    public static float Exp(float x)
    {
        x = x > 89 ? 89 : x < -104.5f ? -104.5f : x;
        float n = XMath.Floor(x * Log2E + 0.5f);
        float r = x - n * Ln2High - n * Ln2Low;
        float significand = ExpMinusOneOf(r) + 1;

        // In two factors, since 2^n itself may be too large or too small for a float.
        int exponent = (int)n;
        int half = exponent >> 1;
        return significand * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    /// <summary>exp(x) - 1, to full precision near 0.</summary>
    public static float ExpM1(float x)
    {
        // 2^n (e^r - 1 + (1 - 2^-n)): near 0 n is 0 and nothing is added. Beyond 2^30 the 1 that is taken away is lost in any case.
        x = x > 89 ? 89 : x < -18 ? -18 : x;
        float n = XMath.Floor(x * Log2E + 0.5f);
        float r = x - n * Ln2High - n * Ln2Low;
        int exponent = (int)n;
        float significand = ExpMinusOneOf(r) + (1 - PowerOfTwo(exponent > 30 ? -30 : -exponent));
        int half = exponent >> 1;
        return significand * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    public static float Sigmoid(float x)
    {
        // e^-|x| cannot overflow, and as the numerator on the negative side it keeps small results exact.
        float exp = Exp(-XMath.Abs(x));
        return (x < 0 ? exp : 1) / (1 + exp);
    }

    public static float Tanh(float x)
    {
        // tanh |x| = m / (m + 2) with m = e^2|x| - 1 = 2^n (e^r - 1) + (2^n - 1); beyond 10 the result is 1.
        float twice = 2 * XMath.Abs(x);
        twice = twice > 20 ? 20 : twice;
        float n = XMath.Floor(twice * Log2E + 0.5f);
        float r = twice - n * Ln2High - n * Ln2Low;
        float power = PowerOfTwo((int)n);
        float m = power * ExpMinusOneOf(r) + (power - 1);
        float tanh = m / (m + 2);
        return x < 0 ? -tanh : tanh;
    }

    public static float Log(float x)
    {
        float log = LogOfPositive(x);
        if (x <= 0)
        {
            return x == 0 ? float.NegativeInfinity : float.NaN;
        }
        // Infinity and NaN are their own logarithms.
        return x < float.PositiveInfinity ? log : x;
    }

    /// <summary>log(1 + x), to full precision near 0.</summary>
    public static float LogP1(float x)
    {
        // log(sum) + lost / sum, where sum is 1 + x rounded and lost what that took away.
        float sum = 1 + x;
        float lost = XMath.Abs(x) < 1 ? x - (sum - 1) : 1 - (sum - x);
        float log = LogOfPositive(sum) + lost / sum;
        if (x <= -1)
        {
            return x == -1 ? float.NegativeInfinity : float.NaN;
        }
        // Infinity and NaN are their own logarithms.
        return x < float.PositiveInfinity ? log : x;
    }

    /// <summary>log(1 + exp(x)).</summary>
    public static float Softplus(float x)
    {
        // max(x, 0) + log(1 + e^-|x|), where 1 + e^-|x| is 1 + f, or 2 (1 + f) above sqrt 2, without ever rounding the sum.
        float exp = Exp(-XMath.Abs(x));
        bool upper = exp > 0.41421356f;
        float log = LogOnePlus(upper ? 0.5f * exp - 0.5f : exp);
        return (x > 0 ? x : 0) + (upper ? log + Ln2 : log);
    }

    public static float Erf(float x)
    {
        float magnitude = XMath.Abs(x);
        if (magnitude < 0.925f)
        {
            float square = x * x;
            float p = -0.000598180748f * square + 0.00499164127f;
            p = p * square - 0.0267658047f;
            p = p * square + 0.112818047f;
            p = p * square - 0.376124948f;
            p = p * square + 0.128379151f;
            return p * x + x;
        }

        // 1 - exp(log erfc |x|); erf rounds to 1 from 3.92 on.
        magnitude = magnitude > 4 ? 4 : magnitude;
        float log = 0.00021336264f * magnitude - 0.003209905f;
        log = log * magnitude + 0.022874048f;
        log = log * magnitude - 0.105237491f;
        log = log * magnitude - 0.635736406f;
        log = (log * magnitude - 1.12850916f) * magnitude;
        float erf = 1 - Exp(log);
        return x < 0 ? -erf : erf;
    }

    public static float Sin(float x)
    {
        float n = XMath.Floor(XMath.Abs(x) * InversePi + 0.5f);
        float r = XMath.Abs(x) - n * PiHigh - n * PiMiddle - n * PiLow;
        float sine = SinBetweenQuarterTurns(r);
        return IsOdd(n) != x < 0 ? -sine : sine;
    }

    public static float Cos(float x)
    {
        // cos x = (-1)^(n + 1) sin(x - (n + 1/2) pi)
        float n = XMath.Floor(XMath.Abs(x) * InversePi);
        float turns = n + 0.5f;
        float r = XMath.Abs(x) - turns * PiHigh - turns * PiMiddle - turns * PiLow;
        float sine = SinBetweenQuarterTurns(r);
        return IsOdd(n) ? sine : -sine;
    }

    public static float Pow(float x, float y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (x == 0)
        {
            return y > 0 ? 0 : float.PositiveInfinity;
        }

        float magnitude = Exp(y * Log(XMath.Abs(x)));
        if (x > 0)
        {
            return magnitude;
        }
        // Below zero: whole powers only, odd ones negative.
        float half = 0.5f * y;
        bool isWhole = XMath.Floor(y) == y;
        bool isEven = XMath.Floor(half) == half;
        return isWhole ? (isEven ? magnitude : -magnitude) : float.NaN;
    }

    /// <summary>The uniform number in [0, 1) that every backend has at this index of this stream.</summary>
    public static float Uniform(uint key, uint index) => CounterRandom.Uniform(key, index);

    /// <summary>A standard normal number by Box and Muller, from the same two uniform numbers as on the CPU.</summary>
    public static float Normal(uint key, uint index)
    {
        // u in (0, 1], so that its logarithm exists; v in [0, 1).
        float u = CounterRandom.Uniform(key, index) + CounterRandom.Step;
        float v = CounterRandom.Uniform(key + CounterRandom.AngleStream, index);
        // cos(2 pi v) = sin(2 pi (|v - 1/2| - 1/4)): the reduction is exact.
        float turns = XMath.Abs(v - 0.5f) - 0.25f;
        return XMath.Sqrt(-2 * LogOfPositive(u)) * SinBetweenQuarterTurns(6.28318548f * turns);
    }

    private static float PowerOfTwo(int n) => Interop.IntAsFloat((uint)(n + 127) << 23);

    private static bool IsOdd(float whole) => ((int)whole & 1) != 0;

    /// <summary>e^r - 1 for |r| up to ln 2 / 2.</summary>
    private static float ExpMinusOneOf(float r)
    {
        float q = 0.00138654851f * r + 0.00836672541f;
        q = q * r + 0.0416674949f;
        q = q * r + 0.16666542f;
        q = q * r + 0.49999997f;
        return q * r * r + r;
    }

    /// <summary>log x for finite x above 0: x is 2^e * (1 + f) with 1 + f from sqrt(1/2) to sqrt 2.</summary>
    private static float LogOfPositive(float x)
    {
        bool subnormal = x < SmallestNormal;
        uint bits = Interop.FloatAsInt(subnormal ? x * 8388608f : x) + (0x3F800000 - 0x3F3504F3);
        float exponent = (int)(bits >> 23) - (subnormal ? 150 : 127);
        float fraction = Interop.IntAsFloat((bits & 0x007FFFFF) + 0x3F3504F3) - 1;
        // The small part of e ln 2 joins the small logarithm, so that the large part is exact.
        return exponent * Ln2High + (exponent * Ln2Low + LogOnePlus(fraction));
    }

    /// <summary>log(1 + f) for f from sqrt(1/2) - 1 to sqrt(2) - 1.</summary>
    private static float LogOnePlus(float f)
    {
        float p = -0.0728602111f * f + 0.1256589f;
        p = p * f - 0.13212356f;
        p = p * f + 0.142389074f;
        p = p * f - 0.166212067f;
        p = p * f + 0.1999899f;
        p = p * f - 0.250008404f;
        p = p * f + 0.333333731f;
        p = p * f - 0.5f;
        return f * f * p + f;
    }

    /// <summary>sin r for |r| up to pi / 2.</summary>
    private static float SinBetweenQuarterTurns(float r)
    {
        float square = r * r;
        float p = 2.60580532e-6f * square - 0.000198096706f;
        p = p * square + 0.00833306834f;
        p = p * square - 0.166666597f;
        return p * square * r + r;
    }
}
