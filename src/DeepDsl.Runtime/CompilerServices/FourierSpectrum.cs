using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>
/// Between the frequencies of real numbers and a transform of complex ones. An even number of reals is half as many complex numbers, the
/// odd places the imaginary parts; an odd number has imaginary parts of zero. Those that go back to reals leave frequencies in the opposite
/// order, of which the same transform is the inverse.
/// </summary>
internal static class FourierSpectrum<V>
    where V : struct, ISimd<V>
{
    /// <summary>Frequencies 0 to <paramref name="half"/> of twice so many reals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfEven(ref float packed, nint stride, ref float to, nint toStride, int half, float[] waves, in FourierSizes sizes)
    {
        V ends = V.Broadcast(sizes.Ends);
        V inner = V.Broadcast(sizes.Inner * 0.5f);
        V first = V.Load(ref packed);
        V second = V.Load(ref Unsafe.Add(ref packed, stride));
        Put(ref to, toStride, (first + second) * ends, V.Zero);
        Put(ref Unsafe.Add(ref to, 2 * toStride * half), toStride, (first - second) * ends, V.Zero);
        ref float wave = ref waves[0];
        for (int k = 1; k <= half - k; k++)
        {
            ref float a = ref Unsafe.Add(ref packed, 2 * stride * k);
            ref float b = ref Unsafe.Add(ref packed, 2 * stride * (half - k));
            V aR = V.Load(ref a);
            V aI = V.Load(ref Unsafe.Add(ref a, stride));
            V bR = V.Load(ref b);
            V bI = V.Load(ref Unsafe.Add(ref b, stride));
            V evenR = (aR + bR) * inner;
            V evenI = (aI - bI) * inner;
            V oddR = (aI + bI) * inner;
            V oddI = (bR - aR) * inner;
            V cosine = V.Broadcast(Unsafe.Add(ref wave, 2 * k));
            V sine = V.Broadcast(Unsafe.Add(ref wave, (2 * k) + 1));
            V turnedR = V.MultiplyAdd(oddR, cosine, -(oddI * sine));
            V turnedI = V.MultiplyAdd(oddR, sine, oddI * cosine);
            Put(ref Unsafe.Add(ref to, 2 * toStride * k), toStride, evenR + turnedR, evenI + turnedI);
            Put(ref Unsafe.Add(ref to, 2 * toStride * (half - k)), toStride, evenR - turnedR, turnedI - evenI);
        }
    }

    /// <summary>Half as many complex numbers, whose transform is twice so many reals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToEven(ref float spectrum, nint stride, ref float to, nint toStride, int half, float[] waves, in FourierSizes sizes)
    {
        V ends = V.Broadcast(sizes.Ends);
        V inner = V.Broadcast(sizes.Inner * 0.5f);
        V first = V.Load(ref spectrum) * ends;
        V last = V.Load(ref Unsafe.Add(ref spectrum, 2 * stride * half)) * ends;
        Put(ref to, toStride, first + last, first - last);
        ref float wave = ref waves[0];
        for (int k = 1; k <= half - k; k++)
        {
            ref float a = ref Unsafe.Add(ref spectrum, 2 * stride * k);
            ref float b = ref Unsafe.Add(ref spectrum, 2 * stride * (half - k));
            V aR = V.Load(ref a);
            V aI = V.Load(ref Unsafe.Add(ref a, stride));
            V bR = V.Load(ref b);
            V bI = V.Load(ref Unsafe.Add(ref b, stride));
            V evenR = (aR + bR) * inner;
            V evenI = (aI - bI) * inner;
            V awayR = (aR - bR) * inner;
            V awayI = (aI + bI) * inner;
            V cosine = V.Broadcast(Unsafe.Add(ref wave, 2 * k));
            V sine = V.Broadcast(Unsafe.Add(ref wave, (2 * k) + 1));
            V oddR = V.MultiplyAdd(awayR, cosine, awayI * sine);
            V oddI = V.MultiplyAdd(awayI, cosine, -(awayR * sine));
            Put(ref Unsafe.Add(ref to, 2 * toStride * (half - k)), toStride, evenR - oddI, evenI + oddR);
            Put(ref Unsafe.Add(ref to, 2 * toStride * k), toStride, evenR + oddI, oddR - evenI);
        }
    }

    /// <summary>The first half of the frequencies of an odd number of reals, which are their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfOdd(ref float whole, nint stride, ref float to, nint toStride, in FourierSizes sizes)
    {
        V inner = V.Broadcast(sizes.Inner);
        Put(ref to, toStride, V.Load(ref whole) * V.Broadcast(sizes.Ends), V.Zero);
        for (int k = 1; k < sizes.Frequencies; k++)
        {
            ref float a = ref Unsafe.Add(ref whole, 2 * stride * k);
            Put(ref Unsafe.Add(ref to, 2 * toStride * k), toStride, V.Load(ref a) * inner, V.Load(ref Unsafe.Add(ref a, stride)) * inner);
        }
    }

    /// <summary>All frequencies of an odd number of reals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToOdd(ref float spectrum, nint stride, ref float to, nint toStride, in FourierSizes sizes)
    {
        V inner = V.Broadcast(sizes.Inner * 0.5f);
        Put(ref to, toStride, V.Load(ref spectrum) * V.Broadcast(sizes.Ends), V.Zero);
        for (int k = 1; k < sizes.Frequencies; k++)
        {
            ref float a = ref Unsafe.Add(ref spectrum, 2 * stride * k);
            V real = V.Load(ref a) * inner;
            V imaginary = V.Load(ref Unsafe.Add(ref a, stride)) * inner;
            Put(ref Unsafe.Add(ref to, 2 * toStride * k), toStride, real, -imaginary);
            Put(ref Unsafe.Add(ref to, 2 * toStride * (sizes.Count - k)), toStride, real, imaginary);
        }
    }

    /// <summary>Reals as complex numbers.</summary>
    public static void Widen(ref float reals, nint stride, ref float to, int count)
    {
        for (int k = 0; k < count; k++)
        {
            Put(ref Unsafe.Add(ref to, (nint)2 * V.Width * k), V.Width, V.Load(ref Unsafe.Add(ref reals, stride * k)), V.Zero);
        }
    }

    /// <summary>The real parts of complex numbers.</summary>
    public static void Narrow(ref float complex, ref float to, int count)
    {
        for (int k = 0; k < count; k++)
        {
            V.Load(ref Unsafe.Add(ref complex, (nint)2 * V.Width * k)).Store(ref Unsafe.Add(ref to, (nint)V.Width * k));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref float to, nint stride, V real, V imaginary)
    {
        real.Store(ref to);
        imaginary.Store(ref Unsafe.Add(ref to, stride));
    }
}
