using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepDsl.CompilerServices;

/// <summary>Rows of numbers become lanes of vectors, and back.</summary>
internal static class FourierRows<V>
    where V : struct, ISimd<V>
{
    private const int Block = 8;

    /// <summary>Number i of row r becomes lane r of vector i. What lanes without a row hold is nobody's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToLanes(ref float rows, int stride, int count, int length, ref float lanes)
    {
        for (int row = 0; row < count; row += Block)
        {
            ref float from = ref Unsafe.Add(ref rows, (nint)row * stride);
            ref float to = ref Unsafe.Add(ref lanes, row);
            int whole = Avx.IsSupported && count - row >= Block ? length / Block * Block : 0;
            for (int i = 0; i < whole; i += Block)
            {
                Turn(ref Unsafe.Add(ref from, i), stride, ref Unsafe.Add(ref to, i * V.Width), V.Width);
            }

            for (int r = 0; r < Math.Min(Block, count - row); r++)
            {
                for (int i = whole; i < length; i++)
                {
                    Unsafe.Add(ref to, (i * V.Width) + r) = Unsafe.Add(ref from, ((nint)r * stride) + i);
                }
            }
        }
    }

    /// <summary>The other way round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromLanes(ref float lanes, ref float rows, int stride, int count, int length)
    {
        for (int row = 0; row < count; row += Block)
        {
            ref float from = ref Unsafe.Add(ref lanes, row);
            ref float to = ref Unsafe.Add(ref rows, (nint)row * stride);
            int whole = Avx.IsSupported && count - row >= Block ? length / Block * Block : 0;
            for (int i = 0; i < whole; i += Block)
            {
                Turn(ref Unsafe.Add(ref from, i * V.Width), V.Width, ref Unsafe.Add(ref to, i), stride);
            }

            for (int r = 0; r < Math.Min(Block, count - row); r++)
            {
                for (int i = whole; i < length; i++)
                {
                    Unsafe.Add(ref to, ((nint)r * stride) + i) = Unsafe.Add(ref from, (i * V.Width) + r);
                }
            }
        }
    }

    /// <summary>Eight times eight numbers: pairs of rows, pairs of those, and their halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref float from, nint stride, ref float to, nint toStride)
    {
        Vector256<float> a = Vector256.LoadUnsafe(ref from);
        Vector256<float> b = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, stride));
        Vector256<float> c = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 2 * stride));
        Vector256<float> d = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 3 * stride));
        Vector256<float> e = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 4 * stride));
        Vector256<float> f = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 5 * stride));
        Vector256<float> g = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 6 * stride));
        Vector256<float> h = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 7 * stride));
        (Vector256<float> near0, Vector256<float> near1, Vector256<float> near2, Vector256<float> near3) = Quarter(a, b, c, d);
        (Vector256<float> far0, Vector256<float> far1, Vector256<float> far2, Vector256<float> far3) = Quarter(e, f, g, h);
        Avx.Permute2x128(near0, far0, 0x20).StoreUnsafe(ref to);
        Avx.Permute2x128(near1, far1, 0x20).StoreUnsafe(ref Unsafe.Add(ref to, toStride));
        Avx.Permute2x128(near2, far2, 0x20).StoreUnsafe(ref Unsafe.Add(ref to, 2 * toStride));
        Avx.Permute2x128(near3, far3, 0x20).StoreUnsafe(ref Unsafe.Add(ref to, 3 * toStride));
        Avx.Permute2x128(near0, far0, 0x31).StoreUnsafe(ref Unsafe.Add(ref to, 4 * toStride));
        Avx.Permute2x128(near1, far1, 0x31).StoreUnsafe(ref Unsafe.Add(ref to, 5 * toStride));
        Avx.Permute2x128(near2, far2, 0x31).StoreUnsafe(ref Unsafe.Add(ref to, 6 * toStride));
        Avx.Permute2x128(near3, far3, 0x31).StoreUnsafe(ref Unsafe.Add(ref to, 7 * toStride));
    }

    /// <summary>Of four rows, columns 0 and 4, 1 and 5, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> First, Vector256<float> Second, Vector256<float> Third, Vector256<float> Fourth) Quarter(
        Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        Vector256<float> lowAb = Avx.UnpackLow(a, b);
        Vector256<float> highAb = Avx.UnpackHigh(a, b);
        Vector256<float> lowCd = Avx.UnpackLow(c, d);
        Vector256<float> highCd = Avx.UnpackHigh(c, d);
        return (Avx.Shuffle(lowAb, lowCd, 0x44), Avx.Shuffle(lowAb, lowCd, 0xEE), Avx.Shuffle(highAb, highCd, 0x44), Avx.Shuffle(highAb, highCd, 0xEE));
    }
}
