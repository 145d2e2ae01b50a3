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
        where TReduction : struct, IReduction
    {
        var shared = SharedMemory.Allocate<float>(MaxThreads);
        shared[Group.IdxX] = value;
        Group.Barrier();
        for (int width = Group.DimX; width > 1;)
        {
            // The upper half goes onto the lower one; of an odd number the middle one waits.
            int half = (width + 1) / 2;
            if (Group.IdxX + half < width)
            {
                shared[Group.IdxX] = TReduction.Combine(shared[Group.IdxX], shared[Group.IdxX + half]);
            }

            Group.Barrier();
            width = half;
        }

        float result = shared[0];
        // The caller may combine again: nobody writes before everybody has read.
        Group.Barrier();
        return result;
    }
}
