using ILGPU;

namespace DeepDsl.Gpu.Kernels;

/// <summary>
/// Reductions over neighbouring threads: from register to register where a warp is as wide, as on cards, else in shared memory. In the same
/// order either way: the value half the threads away first, then a quarter.
/// </summary>
internal static class LaneReduction
{
    public static float Combine<TReduction>(float value, int lanes)
        where TReduction : struct, IReduction
    {
        if (lanes <= Warp.WarpSize)
        {
            for (int distance = lanes / 2; distance > 0; distance /= 2)
            {
                value = TReduction.Combine(value, Warp.ShuffleXor(value, distance));
            }

            return value;
        }

        var shared = SharedMemory.Allocate<float>(GroupReduction.MaxThreads);
        shared[Group.IdxX] = value;
        Group.Barrier();
        for (int distance = lanes / 2; distance > 0; distance /= 2)
        {
            float other = shared[Group.IdxX ^ distance];
            Group.Barrier();
            value = TReduction.Combine(value, other);
            shared[Group.IdxX] = value;
            Group.Barrier();
        }

        return value;
    }
}
