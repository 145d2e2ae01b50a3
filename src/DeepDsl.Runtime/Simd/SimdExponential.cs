using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>
/// exp and what is made of it. Every width evaluates the same operations in the same order, so all give the same bits.
/// The coefficients are minimax fits in single precision (Sollya's fpminimax). Bounds are held by tests; in brackets what a seventh of
/// all floats showed. NaN gives NaN.
/// <code>
/// exp      1 ulp (0.90)   subnormal results included; 0 below -103.98, infinity above 88.7228
/// expm1    2 ulp (1.55)   down to subnormal arguments; -1 below -17.33
/// sigmoid  3 ulp (2.33)   subnormal results included
/// tanh     3 ulp (2.54)   down to subnormal arguments
/// erf      2 ulp (1.11)   down to subnormal arguments
/// </code>
/// </summary>
internal static class SimdExponential
{
    /// <summary>1.5 * 2^23: adding it rounds to a whole number and leaves that number in the low bits.</summary>
    internal const float RoundingShift = 12582912f;

    internal const uint SignBit = 0x80000000;
    internal const uint OneBits = 0x3F800000;
    private const int SignificandBits = 23;

    private const float Log2E = 1.44269504f;

    // ln 2 in two parts; the high one has 20 bits, so that its product with a whole number cancels without error.
    private const float Ln2High = 0.693147182f;
    private const float Ln2Low = -1.90465421e-9f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Exp<T>(T x)
        where T : struct, ISimdBits<T> => ExpBounded(T.AtMost(T.Broadcast(89f), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T ExpM1<T>(T x)
        where T : struct, ISimdBits<T>
    {
        // 2^n (e^r - 1 + (1 - 2^-n)): near 0 n is 0 and nothing is added. Beyond 2^30 the 1 that is taken away is lost in any case.
        x = T.AtLeast(T.Broadcast(-18f), T.AtMost(T.Broadcast(89f), x));
        var exponent = T.FusedMultiplyAdd(x, T.Broadcast(Log2E), T.Broadcast(RoundingShift)) - T.Broadcast(RoundingShift);
        var r = Reduce(x, exponent);
        var expMinusOne = T.FusedMultiplyAdd(ExpTail(r) * r, r, r);
        var inverse = PowerOfTwo(T.Broadcast(RoundingShift) - T.AtMost(T.Broadcast(30f), exponent));
        return T.Scale(expMinusOne + (T.Broadcast(1f) - inverse), exponent);
    }

    /// <summary>exp(-|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T ExpNegativeAbs<T>(T x)
        where T : struct, ISimdBits<T> => ExpBounded(T.Or(x, T.BroadcastBits(SignBit)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Sigmoid<T>(T x)
        where T : struct, ISimdBits<T>
    {
        // e^-|x| cannot overflow, and as the numerator on the negative side it keeps small results exact.
        var one = T.Broadcast(1f);
        var exp = ExpNegativeAbs(x);
        return T.Select(T.Less(x, T.Zero), exp, one) / (one + exp);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Tanh<T>(T x)
        where T : struct, ISimdBits<T>
    {
        // tanh |x| = m / (m + 2) with m = e^2|x| - 1 = 2^n (e^r - 1) + (2^n - 1); beyond 10 the result is 1.
        var sign = T.And(x, T.BroadcastBits(SignBit));
        var magnitude = T.AtMost(T.Broadcast(10f), T.Abs(x));
        var twice = magnitude + magnitude;
        var shifted = T.FusedMultiplyAdd(twice, T.Broadcast(Log2E), T.Broadcast(RoundingShift));
        var r = Reduce(twice, shifted - T.Broadcast(RoundingShift));
        var expMinusOne = T.FusedMultiplyAdd(ExpTail(r) * r, r, r);
        var power = PowerOfTwo(shifted);
        var m = T.FusedMultiplyAdd(power, expMinusOne, power - T.Broadcast(1f));
        return T.Or(m / (m + T.Broadcast(2f)), sign);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Erf<T>(T x)
        where T : struct, ISimdBits<T>
    {
        var magnitude = T.Abs(x);
        var near = ErfNearZero(x);
        var far = T.Or(ErfFar(magnitude), T.And(x, T.BroadcastBits(SignBit)));
        return T.Select(T.Less(magnitude, T.Broadcast(0.925f)), near, far);
    }

    /// <summary>2^exponent * e^(r) for |r| up to ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T ExpScaled<T>(T r, T exponent)
        where T : struct, ISimdBits<T>
    {
        var one = T.Broadcast(1f);
        return T.Scale(T.FusedMultiplyAdd(T.FusedMultiplyAdd(ExpTail(r), r, one), r, one), exponent);
    }

    /// <summary>
    /// <see cref="ISimdBits{TSelf}.Scale"/> without an instruction for it: a product with 2 to half of the exponent, which is exact, so
    /// that only the product with the other half rounds.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T ScaleByHalves<T>(T significand, T exponent)
        where T : struct, ISimdBits<T>
    {
        var whole = exponent + T.Broadcast(RoundingShift);
        var half = T.ShiftRight(whole, 1);
        return significand * PowerOfTwo(half) * PowerOfTwo(T.SubtractInt(whole, half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpBounded<T>(T x)
        where T : struct, ISimdBits<T>
    {
        x = T.AtLeast(T.Broadcast(-104.5f), x);
        var exponent = T.FusedMultiplyAdd(x, T.Broadcast(Log2E), T.Broadcast(RoundingShift)) - T.Broadcast(RoundingShift);
        return ExpScaled(Reduce(x, exponent), exponent);
    }

    /// <summary>x - n ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce<T>(T x, T n)
        where T : struct, ISimdBits<T> =>
        T.FusedMultiplyAdd(n, T.Broadcast(-Ln2Low), T.FusedMultiplyAdd(n, T.Broadcast(-Ln2High), x));

    /// <summary>q in e^r = 1 + r + r^2 q(r); relative error of e^r - 1 is 1.4e-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpTail<T>(T r)
        where T : struct, ISimdBits<T>
    {
        var q = T.FusedMultiplyAdd(T.Broadcast(0.00138654851f), r, T.Broadcast(0.00836672541f));
        q = T.FusedMultiplyAdd(q, r, T.Broadcast(0.0416674949f));
        q = T.FusedMultiplyAdd(q, r, T.Broadcast(0.16666542f));
        return T.FusedMultiplyAdd(q, r, T.Broadcast(0.49999997f));
    }

    /// <summary>2^n for the n that <see cref="RoundingShift"/> left in the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T PowerOfTwo<T>(T shifted)
        where T : struct, ISimdBits<T> => T.AddInt(T.ShiftLeft(shifted, SignificandBits), T.BroadcastBits(OneBits));

    /// <summary>x + x p(x^2) for |x| below 0.925.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ErfNearZero<T>(T x)
        where T : struct, ISimdBits<T>
    {
        var square = x * x;
        var p = T.FusedMultiplyAdd(T.Broadcast(-0.000598180748f), square, T.Broadcast(0.00499164127f));
        p = T.FusedMultiplyAdd(p, square, T.Broadcast(-0.0267658047f));
        p = T.FusedMultiplyAdd(p, square, T.Broadcast(0.112818047f));
        p = T.FusedMultiplyAdd(p, square, T.Broadcast(-0.376124948f));
        p = T.FusedMultiplyAdd(p, square, T.Broadcast(0.128379151f));
        return T.FusedMultiplyAdd(p, x, x);
    }

    /// <summary>1 - exp(log erfc x) for x from 0.925; the fit of log erfc is weighted by erfc, which is what its error costs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ErfFar<T>(T x)
        where T : struct, ISimdBits<T>
    {
        // erf rounds to 1 from 3.92 on, so the exponent never leaves the normal range and exp needs neither bounds nor Scale.
        x = T.AtMost(T.Broadcast(4f), x);
        var one = T.Broadcast(1f);
        var log = T.FusedMultiplyAdd(T.Broadcast(0.00021336264f), x, T.Broadcast(-0.003209905f));
        log = T.FusedMultiplyAdd(log, x, T.Broadcast(0.022874048f));
        log = T.FusedMultiplyAdd(log, x, T.Broadcast(-0.105237491f));
        log = T.FusedMultiplyAdd(log, x, T.Broadcast(-0.635736406f));
        log = T.FusedMultiplyAdd(log, x, T.Broadcast(-1.12850916f)) * x;

        var shifted = T.FusedMultiplyAdd(log, T.Broadcast(Log2E), T.Broadcast(RoundingShift));
        var r = T.FusedMultiplyAdd(shifted - T.Broadcast(RoundingShift), T.Broadcast(-Ln2High), log);
        var exp = T.FusedMultiplyAdd(T.FusedMultiplyAdd(ExpTail(r), r, one), r, one);
        return T.FusedMultiplyAdd(-exp, PowerOfTwo(shifted), one);
    }
}
