using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepDsl.CompilerServices;

/// <summary>What passes of attention do with rows of channels.</summary>
internal static class AttentionRows<V>
    where V : struct, ISimd<V>
{
    /// <summary>Rows of memory become columns; those beyond the last are zero.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="stride">From a row to the next.</param>
    /// <param name="target">Channel c of all rows is <see cref="AttentionBlock.Queries"/> * c on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Turn(ref float source, nint stride, int rows, int channels, ref float target)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float from = ref Unsafe.Add(ref source, row * stride);
            ref float to = ref Unsafe.Add(ref target, row);
            for (int c = 0; c < channels; c++)
            {
                to = Unsafe.Add(ref from, c);
                to = ref Unsafe.Add(ref to, AttentionBlock.Queries);
            }
        }

        for (int c = 0; rows < AttentionBlock.Queries && c < channels; c++)
        {
            Clear(ref Unsafe.Add(ref target, (c * AttentionBlock.Queries) + rows), AttentionBlock.Queries - rows);
        }
    }

    internal static void Clear(ref float row, int count) => MemoryMarshal.CreateSpan(ref row, count).Clear();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply(ref float row, float factor, int count)
    {
        V by = V.Broadcast(factor);
        for (int c = 0; c < count; c += V.Width)
        {
            ref float at = ref Unsafe.Add(ref row, c);
            (V.Load(ref at) * by).Store(ref at);
        }
    }

    /// <summary>Writes the products of a row with a factor, or where told so adds them, and nothing beyond the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Put(ref float source, float factor, ref float target, int count, bool adds)
    {
        V by = V.Broadcast(factor);
        for (int c = 0; c < count; c += V.Width)
        {
            ref float to = ref Unsafe.Add(ref target, c);
            V value = V.Load(ref Unsafe.Add(ref source, c)) * by;
            value = adds ? V.Load(ref to) + value : value;
            if (count - c >= V.Width)
            {
                value.Store(ref to);
            }
            else
            {
                value.StorePartial(ref to, count - c);
            }
        }
    }
}
