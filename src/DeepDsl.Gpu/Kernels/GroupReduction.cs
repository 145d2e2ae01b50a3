using ILGPU;

namespace DeepDsl.Gpu.Kernels;

/// <summary>Reductions within a group, by a tree in shared memory: the order is fixed, so the result is the same every time.</summary>
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
    /// The same for each of several columns: threads whose numbers differ by a multiple of <paramref name="columns"/> combine. Both that and
    /// the group's size are powers of two.
    /// </summary>
    public static float Combine<TReduction>(float value, int columns)
        where TReduction : struct, IReduction
    {
        var shared = SharedMemory.Allocate<float>(MaxThreads);
        shared[Group.IdxX] = value;
        Group.Barrier();
        for (int half = Group.DimX / 2; half >= columns; half /= 2)
        {
            if (Group.IdxX < half)
            {
                shared[Group.IdxX] = TReduction.Combine(shared[Group.IdxX], shared[Group.IdxX + half]);
            }

            Group.Barrier();
        }

        float result = shared[Group.IdxX % columns];
        // The caller may combine again: nobody writes before everybody has read.
        Group.Barrier();
        return result;
    }
}
