using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>
/// Passes of a Fourier transform of complex numbers, of as many transforms at a time as a vector has lanes. Of a number the real part is one
/// vector and the imaginary part the next.
/// </summary>
internal static class FourierPasses<V>
    where V : struct, ISimd<V>
{
    /// <summary>All passes but the last write one scratch and the other in turn; the result is the last target.</summary>
    /// <param name="stride">From a vector of the source to the next.</param>
    /// <param name="free">A scratch that is not the source.</param>
    /// <param name="other">Another, which may be the source.</param>
    /// <returns>Where the result lies: one of the three.</returns>
    public static ref float Run(FourierPlan plan, ref float source, nint stride, ref float free, ref float other)
    {
        ref float from = ref source;
        ref float to = ref free;
        ref float next = ref other;
        foreach (FourierPass pass in plan.Passes)
        {
            ref float turns = ref plan.Turns.AsSpan()[pass.Turns..][0];
            switch (pass.Parts)
            {
                case 8:
                    Eight(ref from, stride, ref to, ref turns, pass.Groups, pass.Repeats);
                    break;
                case 4:
                    Four(ref from, stride, ref to, ref turns, pass.Groups, pass.Repeats);
                    break;
                case 2:
                    Two(ref from, stride, ref to, ref turns, pass.Groups, pass.Repeats);
                    break;
                case 3:
                    Three(ref from, stride, ref to, ref turns, pass.Groups, pass.Repeats);
                    break;
                case 5:
                    Five(ref from, stride, ref to, ref turns, pass.Groups, pass.Repeats);
                    break;
                default:
                    Some(pass.Parts, ref from, stride, ref to, ref turns, pass.Groups, pass.Repeats);
                    break;
            }

            from = ref to;
            to = ref next;
            next = ref from;
            stride = V.Width;
        }

        return ref from;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two(ref float from, nint stride, ref float to, ref float turns, int groups, int repeats)
    {
        nint step = 2 * stride * groups * repeats;
        nint toStep = (nint)2 * V.Width * repeats;
        for (int p = 0; p < groups; p++)
        {
            ref float x = ref Unsafe.Add(ref from, 2 * stride * p * repeats);
            ref float y = ref Unsafe.Add(ref to, 2 * toStep * p);
            ref float turn = ref Unsafe.Add(ref turns, 2 * p);
            for (int q = 0; q < repeats; q++)
            {
                V r0 = V.Load(ref x);
                V i0 = V.Load(ref Unsafe.Add(ref x, stride));
                V r1 = V.Load(ref Unsafe.Add(ref x, step));
                V i1 = V.Load(ref Unsafe.Add(ref x, step + stride));
                Put(ref y, r0 + r1, i0 + i1);
                PutTurned(ref Unsafe.Add(ref y, toStep), r0 - r1, i0 - i1, ref turn);
                x = ref Unsafe.Add(ref x, 2 * stride);
                y = ref Unsafe.Add(ref y, 2 * V.Width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(ref float from, nint stride, ref float to, ref float turns, int groups, int repeats)
    {
        nint step = 2 * stride * groups * repeats;
        nint toStep = (nint)2 * V.Width * repeats;
        for (int p = 0; p < groups; p++)
        {
            ref float x = ref Unsafe.Add(ref from, 2 * stride * p * repeats);
            ref float y = ref Unsafe.Add(ref to, 4 * toStep * p);
            ref float turn = ref Unsafe.Add(ref turns, 6 * p);
            for (int q = 0; q < repeats; q++)
            {
                V r0 = V.Load(ref x);
                V i0 = V.Load(ref Unsafe.Add(ref x, stride));
                V r1 = V.Load(ref Unsafe.Add(ref x, step));
                V i1 = V.Load(ref Unsafe.Add(ref x, step + stride));
                V r2 = V.Load(ref Unsafe.Add(ref x, 2 * step));
                V i2 = V.Load(ref Unsafe.Add(ref x, (2 * step) + stride));
                V r3 = V.Load(ref Unsafe.Add(ref x, 3 * step));
                V i3 = V.Load(ref Unsafe.Add(ref x, (3 * step) + stride));
                V evenR = r0 + r2;
                V evenI = i0 + i2;
                V awayR = r0 - r2;
                V awayI = i0 - i2;
                V oddR = r1 + r3;
                V oddI = i1 + i3;
                V acrossR = r1 - r3;
                V acrossI = i1 - i3;
                Put(ref y, evenR + oddR, evenI + oddI);
                PutTurned(ref Unsafe.Add(ref y, toStep), awayR + acrossI, awayI - acrossR, ref turn);
                PutTurned(ref Unsafe.Add(ref y, 2 * toStep), evenR - oddR, evenI - oddI, ref Unsafe.Add(ref turn, 2));
                PutTurned(ref Unsafe.Add(ref y, 3 * toStep), awayR - acrossI, awayI + acrossR, ref Unsafe.Add(ref turn, 4));
                x = ref Unsafe.Add(ref x, 2 * stride);
                y = ref Unsafe.Add(ref y, 2 * V.Width);
            }
        }
    }

    /// <summary>Two transforms of four, of which the second is of what was turned by eighths.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(ref float from, nint stride, ref float to, ref float turns, int groups, int repeats)
    {
        nint step = 2 * stride * groups * repeats;
        nint toStep = (nint)2 * V.Width * repeats;
        V root = V.Broadcast(0.70710678f);
        for (int p = 0; p < groups; p++)
        {
            ref float x = ref Unsafe.Add(ref from, 2 * stride * p * repeats);
            ref float y = ref Unsafe.Add(ref to, 8 * toStep * p);
            ref float turn = ref Unsafe.Add(ref turns, 14 * p);
            for (int q = 0; q < repeats; q++)
            {
                ref float z = ref Unsafe.Add(ref x, 4 * step);
                V r = V.Load(ref x);
                V i = V.Load(ref Unsafe.Add(ref x, stride));
                V farR = V.Load(ref z);
                V farI = V.Load(ref Unsafe.Add(ref z, stride));
                V r0 = r + farR;
                V i0 = i + farI;
                V r4 = r - farR;
                V i4 = i - farI;

                r = V.Load(ref Unsafe.Add(ref x, 2 * step));
                i = V.Load(ref Unsafe.Add(ref x, (2 * step) + stride));
                farR = V.Load(ref Unsafe.Add(ref z, 2 * step));
                farI = V.Load(ref Unsafe.Add(ref z, (2 * step) + stride));
                V r2 = r + farR;
                V i2 = i + farI;
                V r6 = i - farI;
                V i6 = farR - r;

                V evenR = r0 + r2;
                V evenI = i0 + i2;
                V awayR = r0 - r2;
                V awayI = i0 - i2;
                V evenTurnedR = r4 + r6;
                V evenTurnedI = i4 + i6;
                V awayTurnedR = r4 - r6;
                V awayTurnedI = i4 - i6;

                r = V.Load(ref Unsafe.Add(ref x, step));
                i = V.Load(ref Unsafe.Add(ref x, step + stride));
                farR = V.Load(ref Unsafe.Add(ref z, step));
                farI = V.Load(ref Unsafe.Add(ref z, step + stride));
                V r1 = r + farR;
                V i1 = i + farI;
                V apartR = r - farR;
                V apartI = i - farI;
                V r5 = (apartR + apartI) * root;
                V i5 = (apartI - apartR) * root;

                r = V.Load(ref Unsafe.Add(ref x, 3 * step));
                i = V.Load(ref Unsafe.Add(ref x, (3 * step) + stride));
                farR = V.Load(ref Unsafe.Add(ref z, 3 * step));
                farI = V.Load(ref Unsafe.Add(ref z, (3 * step) + stride));
                V r3 = r + farR;
                V i3 = i + farI;
                apartR = r - farR;
                apartI = i - farI;
                V r7 = (apartI - apartR) * root;
                V i7 = (apartR + apartI) * root;

                V oddR = r1 + r3;
                V oddI = i1 + i3;
                V acrossR = r1 - r3;
                V acrossI = i1 - i3;
                Put(ref y, evenR + oddR, evenI + oddI);
                PutTurned(ref Unsafe.Add(ref y, 2 * toStep), awayR + acrossI, awayI - acrossR, ref Unsafe.Add(ref turn, 2));
                PutTurned(ref Unsafe.Add(ref y, 4 * toStep), evenR - oddR, evenI - oddI, ref Unsafe.Add(ref turn, 6));
                PutTurned(ref Unsafe.Add(ref y, 6 * toStep), awayR - acrossI, awayI + acrossR, ref Unsafe.Add(ref turn, 10));

                // The seventh is turned by three eighths: (-1 - i) * root, which is minus what stands above.
                oddR = r5 + r7;
                oddI = i5 - i7;
                acrossR = r5 - r7;
                acrossI = i5 + i7;
                PutTurned(ref Unsafe.Add(ref y, toStep), evenTurnedR + oddR, evenTurnedI + oddI, ref turn);
                PutTurned(ref Unsafe.Add(ref y, 3 * toStep), awayTurnedR + acrossI, awayTurnedI - acrossR, ref Unsafe.Add(ref turn, 4));
                PutTurned(ref Unsafe.Add(ref y, 5 * toStep), evenTurnedR - oddR, evenTurnedI - oddI, ref Unsafe.Add(ref turn, 8));
                PutTurned(ref Unsafe.Add(ref y, 7 * toStep), awayTurnedR - acrossI, awayTurnedI + acrossR, ref Unsafe.Add(ref turn, 12));
                x = ref Unsafe.Add(ref x, 2 * stride);
                y = ref Unsafe.Add(ref y, 2 * V.Width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three(ref float from, nint stride, ref float to, ref float turns, int groups, int repeats)
    {
        nint step = 2 * stride * groups * repeats;
        nint toStep = (nint)2 * V.Width * repeats;
        V cosine = V.Broadcast(-0.5f);
        V sine = V.Broadcast(0.8660254f);
        for (int p = 0; p < groups; p++)
        {
            ref float x = ref Unsafe.Add(ref from, 2 * stride * p * repeats);
            ref float y = ref Unsafe.Add(ref to, 3 * toStep * p);
            ref float turn = ref Unsafe.Add(ref turns, 4 * p);
            for (int q = 0; q < repeats; q++)
            {
                V r0 = V.Load(ref x);
                V i0 = V.Load(ref Unsafe.Add(ref x, stride));
                V r1 = V.Load(ref Unsafe.Add(ref x, step));
                V i1 = V.Load(ref Unsafe.Add(ref x, step + stride));
                V r2 = V.Load(ref Unsafe.Add(ref x, 2 * step));
                V i2 = V.Load(ref Unsafe.Add(ref x, (2 * step) + stride));
                V sumR = r1 + r2;
                V sumI = i1 + i2;
                V awayR = (r1 - r2) * sine;
                V awayI = (i1 - i2) * sine;
                V middleR = V.MultiplyAdd(sumR, cosine, r0);
                V middleI = V.MultiplyAdd(sumI, cosine, i0);
                Put(ref y, r0 + sumR, i0 + sumI);
                PutTurned(ref Unsafe.Add(ref y, toStep), middleR + awayI, middleI - awayR, ref turn);
                PutTurned(ref Unsafe.Add(ref y, 2 * toStep), middleR - awayI, middleI + awayR, ref Unsafe.Add(ref turn, 2));
                x = ref Unsafe.Add(ref x, 2 * stride);
                y = ref Unsafe.Add(ref y, 2 * V.Width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Five(ref float from, nint stride, ref float to, ref float turns, int groups, int repeats)
    {
        nint step = 2 * stride * groups * repeats;
        nint toStep = (nint)2 * V.Width * repeats;
        (V cosine, V cosine2) = (V.Broadcast(0.309017f), V.Broadcast(-0.809017f));
        (V sine, V sine2) = (V.Broadcast(0.95105652f), V.Broadcast(0.58778525f));
        for (int p = 0; p < groups; p++)
        {
            ref float x = ref Unsafe.Add(ref from, 2 * stride * p * repeats);
            ref float y = ref Unsafe.Add(ref to, 5 * toStep * p);
            ref float turn = ref Unsafe.Add(ref turns, 8 * p);
            for (int q = 0; q < repeats; q++)
            {
                V r0 = V.Load(ref x);
                V i0 = V.Load(ref Unsafe.Add(ref x, stride));
                V r1 = V.Load(ref Unsafe.Add(ref x, step));
                V i1 = V.Load(ref Unsafe.Add(ref x, step + stride));
                V r2 = V.Load(ref Unsafe.Add(ref x, 2 * step));
                V i2 = V.Load(ref Unsafe.Add(ref x, (2 * step) + stride));
                V r3 = V.Load(ref Unsafe.Add(ref x, 3 * step));
                V i3 = V.Load(ref Unsafe.Add(ref x, (3 * step) + stride));
                V r4 = V.Load(ref Unsafe.Add(ref x, 4 * step));
                V i4 = V.Load(ref Unsafe.Add(ref x, (4 * step) + stride));
                V outerR = r1 + r4;
                V outerI = i1 + i4;
                V outerAwayR = r1 - r4;
                V outerAwayI = i1 - i4;
                V innerR = r2 + r3;
                V innerI = i2 + i3;
                V innerAwayR = r2 - r3;
                V innerAwayI = i2 - i3;
                V nearR = V.MultiplyAdd(outerR, cosine, V.MultiplyAdd(innerR, cosine2, r0));
                V nearI = V.MultiplyAdd(outerI, cosine, V.MultiplyAdd(innerI, cosine2, i0));
                V farR = V.MultiplyAdd(outerR, cosine2, V.MultiplyAdd(innerR, cosine, r0));
                V farI = V.MultiplyAdd(outerI, cosine2, V.MultiplyAdd(innerI, cosine, i0));
                V nearAwayR = V.MultiplyAdd(outerAwayR, sine, innerAwayR * sine2);
                V nearAwayI = V.MultiplyAdd(outerAwayI, sine, innerAwayI * sine2);
                V farAwayR = (outerAwayR * sine2) - (innerAwayR * sine);
                V farAwayI = (outerAwayI * sine2) - (innerAwayI * sine);
                Put(ref y, r0 + outerR + innerR, i0 + outerI + innerI);
                PutTurned(ref Unsafe.Add(ref y, toStep), nearR + nearAwayI, nearI - nearAwayR, ref turn);
                PutTurned(ref Unsafe.Add(ref y, 2 * toStep), farR + farAwayI, farI - farAwayR, ref Unsafe.Add(ref turn, 2));
                PutTurned(ref Unsafe.Add(ref y, 3 * toStep), farR - farAwayI, farI + farAwayR, ref Unsafe.Add(ref turn, 4));
                PutTurned(ref Unsafe.Add(ref y, 4 * toStep), nearR - nearAwayI, nearI + nearAwayR, ref Unsafe.Add(ref turn, 6));
                x = ref Unsafe.Add(ref x, 2 * stride);
                y = ref Unsafe.Add(ref y, 2 * V.Width);
            }
        }
    }

    /// <summary>By the definition, for other primes: each of its numbers times the sine and cosine of each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Some(int parts, ref float from, nint stride, ref float to, ref float turns, int groups, int repeats)
    {
        nint step = 2 * stride * groups * repeats;
        nint toStep = (nint)2 * V.Width * repeats;
        ref float waves = ref Unsafe.Add(ref turns, 2 * groups * (parts - 1));
        for (int p = 0; p < groups; p++)
        {
            for (int q = 0; q < repeats; q++)
            {
                ref float x = ref Unsafe.Add(ref from, 2 * stride * ((p * repeats) + q));
                ref float y = ref Unsafe.Add(ref to, (parts * toStep * p) + (2 * V.Width * q));
                for (int k = 0; k < parts; k++)
                {
                    (V real, V imaginary) = (V.Zero, V.Zero);
                    int at = 0;
                    for (int n = 0; n < parts; n++)
                    {
                        V r = V.Load(ref Unsafe.Add(ref x, n * step));
                        V i = V.Load(ref Unsafe.Add(ref x, (n * step) + stride));
                        V cosine = V.Broadcast(Unsafe.Add(ref waves, 2 * at));
                        V sine = V.Broadcast(Unsafe.Add(ref waves, (2 * at) + 1));
                        real = V.MultiplyAdd(r, cosine, real) - (i * sine);
                        imaginary = V.MultiplyAdd(r, sine, V.MultiplyAdd(i, cosine, imaginary));
                        at += k;
                        at = at >= parts ? at - parts : at;
                    }

                    ref float target = ref Unsafe.Add(ref y, k * toStep);
                    if (k == 0)
                    {
                        Put(ref target, real, imaginary);
                    }
                    else
                    {
                        PutTurned(ref target, real, imaginary, ref Unsafe.Add(ref turns, 2 * ((p * (parts - 1)) + k - 1)));
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref float to, V real, V imaginary)
    {
        real.Store(ref to);
        imaginary.Store(ref Unsafe.Add(ref to, V.Width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutTurned(ref float to, V real, V imaginary, ref float turn)
    {
        V cosine = V.Broadcast(turn);
        V sine = V.Broadcast(Unsafe.Add(ref turn, 1));
        Put(ref to, V.MultiplyAdd(real, cosine, -(imaginary * sine)), V.MultiplyAdd(real, sine, imaginary * cosine));
    }
}
