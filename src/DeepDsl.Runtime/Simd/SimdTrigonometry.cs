using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepDsl.CompilerServices;

/// <summary>
/// sin and cos with the same bits at every width; see <see cref="SimdExponential"/>. The argument is reduced by multiples of pi rather
/// than pi / 2, so one polynomial serves both and no lane has to choose.
/// <code>
/// sin, cos   2 ulp (1.83)   also near their zeros, never beyond 1; NaN for infinities
/// </code>
/// </summary>
internal static class SimdTrigonometry
{
    /// <summary>Beyond this the three parts of pi no longer suffice, and lanes go through Math one by one.</summary>
    private const float LargestReduced = 131072f;

    private const float InversePi = 0.318309873f;
    private const float PiHigh = 3.14159274f;
    private const float PiMiddle = -8.74227766e-8f;
    private const float PiLow = -3.43024902e-15f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Sin<T>(T x)
        where T : struct, ISimdBits<T>
    {
        var magnitude = T.Abs(x);
        var shifted = T.FusedMultiplyAdd(magnitude, T.Broadcast(InversePi), T.Broadcast(SimdExponential.RoundingShift));
        var halfTurns = shifted - T.Broadcast(SimdExponential.RoundingShift);
        var sign = T.Xor(SignOfOdd(shifted), T.And(x, T.BroadcastBits(SimdExponential.SignBit)));
        var result = T.Xor(Bounded(SinBetweenQuarterTurns(Reduce(magnitude, halfTurns))), sign);
        return T.Any(IsLarge(magnitude)) ? ReplaceLarge(x, result, cosine: false) : result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Cos<T>(T x)
        where T : struct, ISimdBits<T>
    {
        // cos x = (-1)^(n + 1) sin(x - (n + 1/2) pi)
        var magnitude = T.Abs(x);
        var half = T.Broadcast(0.5f);
        var shifted = T.FusedMultiplyAdd(magnitude, T.Broadcast(InversePi), -half) + T.Broadcast(SimdExponential.RoundingShift);
        var halfTurns = shifted - T.Broadcast(SimdExponential.RoundingShift) + half;
        var sign = T.Xor(SignOfOdd(shifted), T.BroadcastBits(SimdExponential.SignBit));
        var result = T.Xor(Bounded(SinBetweenQuarterTurns(Reduce(magnitude, halfTurns))), sign);
        return T.Any(IsLarge(magnitude)) ? ReplaceLarge(x, result, cosine: true) : result;
    }

    /// <summary>sin r for |r| up to pi / 2, where it may come out as 1 + 2^-23; relative error of the fit 6.4e-9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T SinBetweenQuarterTurns<T>(T r)
        where T : struct, ISimdBits<T>
    {
        var square = r * r;
        var p = T.FusedMultiplyAdd(T.Broadcast(2.60580532e-6f), square, T.Broadcast(-0.000198096706f));
        p = T.FusedMultiplyAdd(p, square, T.Broadcast(0.00833306834f));
        p = T.FusedMultiplyAdd(p, square, T.Broadcast(-0.166666597f));
        return T.FusedMultiplyAdd(p * square, r, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Bounded<T>(T sine)
        where T : struct, ISimdBits<T> => T.AtLeast(T.Broadcast(-1f), T.AtMost(T.Broadcast(1f), sine));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce<T>(T x, T halfTurns)
        where T : struct, ISimdBits<T>
    {
        var r = T.FusedMultiplyAdd(halfTurns, T.Broadcast(-PiHigh), x);
        r = T.FusedMultiplyAdd(halfTurns, T.Broadcast(-PiMiddle), r);
        return T.FusedMultiplyAdd(halfTurns, T.Broadcast(-PiLow), r);
    }

    /// <summary>The sign bit where the whole number that RoundingShift left in the low bits is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SignOfOdd<T>(T shifted)
        where T : struct, ISimdBits<T> => T.ShiftLeft(shifted, 31);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T IsLarge<T>(T magnitude)
        where T : struct, ISimdBits<T> => T.Less(T.Broadcast(LargestReduced), magnitude);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T ReplaceLarge<T>(T x, T result, bool cosine)
        where T : struct, ISimdBits<T>
    {
        var arguments = Lanes(ref x);
        var results = Lanes(ref result);
        for (int i = 0; i < arguments.Length; i++)
        {
            if (MathF.Abs(arguments[i]) > LargestReduced)
            {
                results[i] = (float)(cosine ? Math.Cos(arguments[i]) : Math.Sin(arguments[i]));
            }
        }

        return result;
    }

    private static Span<float> Lanes<T>(ref T value)
        where T : struct, ISimdBits<T> => MemoryMarshal.CreateSpan(ref Unsafe.As<T, float>(ref value), T.Width);
}
