using DeepDsl.CompilerServices;
using ILGPU;

namespace DeepDsl.Gpu.Kernels;

/// <summary>Noise on gradients: that of each is the random number of its place, as on the CPU.</summary>
internal static class NoiseKernels
{
    /// <summary>Multiplies gradients by their factors and adds the noise; a group per segment.</summary>
    public static void Add(
        ArrayView<float> gradients, ArrayView<float> factors, ArrayView<Segment> segments, ArrayView<Treatment> treatments,
        ArrayView<UpdateSettings> settings)
    {
        var segment = segments[Grid.IdxX];
        if (treatments[segment.Parameter].Moves == 0)
        {
            return;
        }

        float factor = factors[segment.Parameter];
        float deviation = settings[0].Noise;
        uint key = settings[0].NoiseKey;
        for (int i = Group.IdxX; i < segment.Length; i += Group.DimX)
        {
            int at = segment.Start + i;
            gradients[at] = (gradients[at] * factor) + (deviation * GpuMath.Normal(key, (uint)at));
        }
    }
}
