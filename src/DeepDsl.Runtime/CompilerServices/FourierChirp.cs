using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>
/// The transform of a number of complex numbers that has a large prime divisor, as a convolution by two transforms of a power of two
/// (Bluestein, 1970).
/// </summary>
internal static class FourierChirp<V>
    where V : struct, ISimd<V>
{
    /// <param name="free">A scratch that is not the source.</param>
    /// <param name="other">Another, which may be the source.</param>
    /// <returns>Where the result lies: one of the two.</returns>
    public static ref float Run(FourierPlan plan, FourierPlan whole, ref float source, nint stride, ref float free, ref float other)
    {
        int around = whole.Length;
        Turn(ref source, stride, ref free, plan.Chirp, plan.Length);
        Clear(ref Unsafe.Add(ref free, (nint)2 * V.Width * plan.Length), 2 * (around - plan.Length));
        ref float frequencies = ref FourierPasses<V>.Run(whole, ref free, V.Width, ref other, ref free);
        ref float product = ref Other(ref frequencies, ref free, ref other);
        Multiply(ref frequencies, ref product, plan.Filter, around);
        ref float result = ref FourierPasses<V>.Run(whole, ref product, V.Width, ref frequencies, ref product);
        ref float turned = ref Other(ref result, ref free, ref other);
        Turn(ref result, V.Width, ref turned, plan.Chirp, plan.Length);
        return ref turned;
    }

    private static ref float Other(ref float used, ref float free, ref float other) =>
        ref Unsafe.AreSame(ref used, ref free) ? ref other : ref free;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(ref float source, nint stride, ref float to, float[] waves, int count)
    {
        ref float wave = ref waves[0];
        for (int k = 0; k < count; k++)
        {
            ref float x = ref Unsafe.Add(ref source, 2 * stride * k);
            Put(ref Unsafe.Add(ref to, (nint)2 * V.Width * k), V.Load(ref x), V.Load(ref Unsafe.Add(ref x, stride)), ref Unsafe.Add(ref wave, 2 * k));
        }
    }

    /// <summary>In the opposite order, of which the transform is the inverse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(ref float source, ref float to, float[] filter, int count)
    {
        ref float wave = ref filter[0];
        for (int k = 0; k < count; k++)
        {
            ref float x = ref Unsafe.Add(ref source, (nint)2 * V.Width * k);
            ref float y = ref Unsafe.Add(ref to, (nint)2 * V.Width * (k == 0 ? 0 : count - k));
            Put(ref y, V.Load(ref x), V.Load(ref Unsafe.Add(ref x, V.Width)), ref Unsafe.Add(ref wave, 2 * k));
        }
    }

    private static void Clear(ref float to, int vectors)
    {
        for (int i = 0; i < vectors; i++)
        {
            V.Zero.Store(ref Unsafe.Add(ref to, (nint)V.Width * i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref float to, V real, V imaginary, ref float wave)
    {
        V cosine = V.Broadcast(wave);
        V sine = V.Broadcast(Unsafe.Add(ref wave, 1));
        V.MultiplyAdd(real, cosine, -(imaginary * sine)).Store(ref to);
        V.MultiplyAdd(real, sine, imaginary * cosine).Store(ref Unsafe.Add(ref to, V.Width));
    }
}
