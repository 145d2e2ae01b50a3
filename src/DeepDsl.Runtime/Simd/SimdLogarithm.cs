using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>
/// log and what is made of it, with the same bits at every width; see <see cref="SimdExponential"/>.
/// <code>
/// log        1 ulp (0.94)   subnormal arguments included; -infinity at 0, NaN below
/// log1p      2 ulp (1.44)   down to subnormal arguments; -infinity at -1, NaN below
/// softplus   2 ulp (1.81)   subnormal results included
/// pow        3 ulp (2.89)   subnormal results included; the special cases are those of MathF.Pow
/// </code>
/// </summary>
internal static class SimdLogarithm
{
    private const float SmallestNormal = 1.17549435e-38f;
    private const float Ln2 = 0.693147182f;
    private const uint SignificandMask = 0x007FFFFF;

    /// <summary>The float sqrt(1/2): a positive number is 2^e * m with m from here to sqrt 2.</summary>
    private const uint SqrtHalfBits = 0x3F3504F3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Log<T>(T x)
        where T : struct, ISimdBits<T>
    {
        var result = LogOfPositive(x);
        var atOrBelowZero = T.Select(T.Equal(x, T.Zero), T.Broadcast(float.NegativeInfinity), T.Broadcast(float.NaN));
        result = T.Select(T.LessOrEqual(x, T.Zero), atOrBelowZero, result);
        return T.Select(T.Less(x, T.Broadcast(float.PositiveInfinity)), result, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T LogP1<T>(T x)
        where T : struct, ISimdBits<T>
    {
        // log(sum) + lost / sum, where sum is 1 + x rounded and lost what that took away, whichever of the two is larger.
        var one = T.Broadcast(1f);
        var sum = one + x;
        var rest = sum - one;
        var lost = (one - (sum - rest)) + (x - rest);
        var result = LogOfPositive(sum) + (lost / sum);
        var atOrBelowMinusOne = T.Select(T.Equal(x, -one), T.Broadcast(float.NegativeInfinity), T.Broadcast(float.NaN));
        result = T.Select(T.LessOrEqual(x, -one), atOrBelowMinusOne, result);
        return T.Select(T.Less(x, T.Broadcast(float.PositiveInfinity)), result, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Softplus<T>(T x)
        where T : struct, ISimdBits<T>
    {
        // max(x, 0) + log(1 + e^-|x|), where 1 + e^-|x| is 1 + f, or 2 (1 + f) above sqrt 2, without ever rounding the sum.
        var exp = SimdExponential.ExpNegativeAbs(x);
        var half = T.Broadcast(0.5f);
        var upper = T.Less(T.Broadcast(0.41421356f), exp);
        var log = LogOnePlus(T.Select(upper, T.FusedMultiplyAdd(exp, half, -half), exp));
        return T.AtLeast(T.Zero, x) + T.Select(upper, log + T.Broadcast(Ln2), log);
    }

    /// <summary>
    /// A call, since inlined its 110 operations would use up what the JIT can keep in registers; and by reference, since vectors passed
    /// by value are copied in pieces.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static T Pow<T>(in T x, in T y)
        where T : struct, ISimdBits<T>
    {
        var magnitude = T.Abs(x);
        var result = PowOfPositive(magnitude, y);

        // 0 and infinity have no logarithm to multiply.
        var infinity = T.Broadcast(float.PositiveInfinity);
        var isZero = T.Equal(magnitude, T.Zero);
        var isInfinite = T.Equal(magnitude, infinity);
        var positivePower = T.Less(T.Zero, y);
        var ofZero = T.Select(positivePower, T.Zero, infinity);
        var ofInfinity = T.Select(positivePower, infinity, T.Zero);
        result = T.Select(isZero, ofZero, T.Select(isInfinite, ofInfinity, result));

        // Below zero: whole powers only, odd ones negative. A power beyond 2^24, infinity included, is even.
        var half = y * T.Broadcast(0.5f);
        var isWhole = T.Equal(T.Floor(y), y);
        var signOfOdd = T.Select(T.Equal(T.Floor(half), half), T.Zero, T.And(x, T.BroadcastBits(SimdExponential.SignBit)));
        var signed = T.Select(isWhole, T.Xor(result, signOfOdd), result);
        var undefined = T.And(T.Less(x, T.Zero), T.Less(T.Broadcast(float.NegativeInfinity), x));
        signed = T.Select(undefined, T.Select(isWhole, signed, T.Broadcast(float.NaN)), signed);

        // NaN is contagious, but 1^y and x^0 are 1 whatever the other is.
        var one = T.Broadcast(1f);
        signed = T.Select(T.And(T.Equal(x, x), T.Equal(y, y)), signed, x + y);
        return T.Select(T.Or(T.Equal(y, T.Zero), T.Equal(x, one)), one, signed);
    }

    /// <summary>log x for finite x above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T LogOfPositive<T>(T x)
        where T : struct, ISimdBits<T>
    {
        var bits = ShiftedBits(x);
        return T.FusedMultiplyAdd(Exponent(x, bits), T.Broadcast(Ln2), LogOnePlus(Fraction(bits)));
    }

    /// <summary>The bits of x, times 2^23 if it is subnormal, with the border between exponents moved from 1 to sqrt(1/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ShiftedBits<T>(T x)
        where T : struct, ISimdBits<T>
    {
        var normal = T.Select(T.Less(x, T.Broadcast(SmallestNormal)), x * T.Broadcast(8388608f), x);
        return T.AddInt(normal, T.BroadcastBits(SimdExponential.OneBits - SqrtHalfBits));
    }

    /// <summary>e in x = 2^e * m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Exponent<T>(T x, T shiftedBits)
        where T : struct, ISimdBits<T>
    {
        var bias = T.Select(T.Less(x, T.Broadcast(SmallestNormal)), T.Broadcast(-127f - 23f), T.Broadcast(-127f));
        return T.IntToFloat(T.ShiftRight(shiftedBits, 23)) + bias;
    }

    /// <summary>m - 1 in x = 2^e * m, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Fraction<T>(T shiftedBits)
        where T : struct, ISimdBits<T> =>
        T.AddInt(T.And(shiftedBits, T.BroadcastBits(SignificandMask)), T.BroadcastBits(SqrtHalfBits)) - T.Broadcast(1f);

    /// <summary>log(1 + f) for f from sqrt(1/2) - 1 to sqrt(2) - 1, relative error of the fit 8e-9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogOnePlus<T>(T f)
        where T : struct, ISimdBits<T>
    {
        var p = T.FusedMultiplyAdd(T.Broadcast(-0.0728602111f), f, T.Broadcast(0.1256589f));
        p = T.FusedMultiplyAdd(p, f, T.Broadcast(-0.13212356f));
        p = T.FusedMultiplyAdd(p, f, T.Broadcast(0.142389074f));
        p = T.FusedMultiplyAdd(p, f, T.Broadcast(-0.166212067f));
        p = T.FusedMultiplyAdd(p, f, T.Broadcast(0.1999899f));
        p = T.FusedMultiplyAdd(p, f, T.Broadcast(-0.250008404f));
        p = T.FusedMultiplyAdd(p, f, T.Broadcast(0.333333731f));
        p = T.FusedMultiplyAdd(p, f, T.Broadcast(-0.5f));
        return T.FusedMultiplyAdd(f * f, p, f);
    }

    /// <summary>x^y for finite x above 0: 2^(y log2 x), where log2 x and the product are sums of two floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T PowOfPositive<T>(T x, T y)
        where T : struct, ISimdBits<T>
    {
        const float log2EHigh = 1.44269502f;
        const float log2ELow = 1.92596303e-8f;

        // log m = 2 atanh q with q = f / (f + 2): logHigh + logLow, the low part holding the series and what the division lost,
        // times 1 + q^2, the derivative of atanh.
        var bits = ShiftedBits(x);
        var f = Fraction(bits);
        var reciprocal = T.Broadcast(1f) / (f + T.Broadcast(2f));
        var q = f * reciprocal;
        var logHigh = q + q;
        var lost = T.FusedMultiplyAdd(-q, f, T.FusedMultiplyAdd(q, T.Broadcast(-2f), f));
        lost = (lost + lost) * reciprocal;
        var square = q * q;
        lost = T.FusedMultiplyAdd(lost, square, lost);
        var series = T.FusedMultiplyAdd(T.Broadcast(0.112919383f), square, T.Broadcast(0.14294672f));
        series = T.FusedMultiplyAdd(series, square, T.Broadcast(0.199997768f));
        series = T.FusedMultiplyAdd(series, square, T.Broadcast(0.333333343f));
        var logLow = T.FusedMultiplyAdd(series * square, logHigh, lost);

        // log2 x = e + log m * log2 e, high + low. No sum loses bits of its first term, which is 0 or larger than the second.
        var scaled = logHigh * T.Broadcast(log2EHigh);
        var low = T.FusedMultiplyAdd(logHigh, T.Broadcast(log2EHigh), -scaled);
        low = T.FusedMultiplyAdd(logHigh, T.Broadcast(log2ELow), low);
        low = T.FusedMultiplyAdd(logLow, T.Broadcast(log2EHigh), low);
        var exponent = Exponent(x, bits);
        var sum = exponent + scaled;
        low = low + (scaled - (sum - exponent));
        var high = sum + low;
        low = low - (high - sum);

        // Powers beyond 2^40 overflow or vanish for every x but 1, so bounding them costs nothing and keeps the products finite.
        y = T.AtLeast(T.Broadcast(-1.0995116e12f), T.AtMost(T.Broadcast(1.0995116e12f), y));
        var product = y * high;
        var rest = T.FusedMultiplyAdd(y, low, T.FusedMultiplyAdd(y, high, -product));
        product = T.AtLeast(T.Broadcast(-200f), T.AtMost(T.Broadcast(200f), product));
        rest = T.AtLeast(T.Broadcast(-0.01f), T.AtMost(T.Broadcast(0.01f), rest));

        var whole = product + T.Broadcast(SimdExponential.RoundingShift) - T.Broadcast(SimdExponential.RoundingShift);
        return SimdExponential.ExpScaled((product - whole + rest) * T.Broadcast(Ln2), whole);
    }
}
