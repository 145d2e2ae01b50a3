using ILGPU;

namespace DeepDsl.Gpu.Kernels;

/// <summary>
/// Reductions within a group: warps exchange registers, then what each has left is combined through shared memory. The order is fixed, so
/// the result is the same every time. Groups are one warp or several whole ones, and both are powers of two.
/// </summary>
internal static class GroupReduction
{
    /// <summary>The largest group that may reduce.</summary>
    public const int MaxThreads = 256;

    /// <summary>
    /// Combines <paramref name="value"/> over the threads of a group along x; every thread gets the result. To be called by all threads.
    /// </summary>
    public static float Combine<TReduction>(float value)
        where TReduction : struct, IReduction =>
        Combine<TReduction>(value, 1);

    /// <summary>
    /// The same for each of several columns, a power of two: threads whose numbers differ by a multiple of <paramref name="columns"/>
    /// combine.
    /// </summary>
    public static float Combine<TReduction>(float value, int columns)
        where TReduction : struct, IReduction
    {
        value = CombineWarp<TReduction>(value, columns);

        // A warp leaves one value for each column that it has.
        int left = columns < Warp.WarpSize ? columns : Warp.WarpSize;
        int lane = Group.IdxX % Warp.WarpSize;
        var shared = SharedMemory.Allocate<float>(MaxThreads);
        if (lane < left)
        {
            shared[Group.IdxX / Warp.WarpSize * left + lane] = value;
        }

        Group.Barrier();
        int count = Group.DimX / Warp.WarpSize * left;
        float result = shared[Group.IdxX % columns];
        for (int i = Group.IdxX % columns + columns; i < count; i += columns)
        {
            result = TReduction.Combine(result, shared[i]);
        }
        // The caller may combine again: nobody writes before everybody has read.
        Group.Barrier();
        return result;
    }

    /// <summary>Combines over the threads of a warp alone, without a barrier.</summary>
    public static float CombineWarp<TReduction>(float value)
        where TReduction : struct, IReduction =>
        CombineWarp<TReduction>(value, 1);

    private static float CombineWarp<TReduction>(float value, int columns)
        where TReduction : struct, IReduction
    {
        for (int apart = Warp.WarpSize / 2; apart >= columns; apart /= 2)
        {
            value = TReduction.Combine(value, Warp.ShuffleXor(value, apart));
        }

        return value;
    }
}
