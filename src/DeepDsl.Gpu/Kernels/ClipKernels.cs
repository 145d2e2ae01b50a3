using ILGPU;
using ILGPU.Algorithms;

namespace DeepDsl.Gpu.Kernels;

/// <summary>A parameter's place in the flat buffers.</summary>
internal readonly record struct ParameterSpan(int Offset, int Length);

/// <summary>Gradient clipping. Norms stay on the device: the update reads its factor from there, and nothing waits.</summary>
internal static class ClipKernels
{
    /// <summary>First of two steps: each group adds up its share of the squares.</summary>
    public static void SumSquares(ArrayView<float> gradients, ArrayView<float> partial, int count)
    {
        float sum = 0;
        for (int i = Grid.IdxX * Group.DimX + Group.IdxX; i < count; i += Grid.DimX * Group.DimX)
            sum += gradients[i] * gradients[i];
        sum = GroupReduction.Combine<Sum>(sum);
        if (Group.IdxX == 0)
            partial[Grid.IdxX] = sum;
    }

    /// <summary>Second step, one group: clip[0] becomes the factor that brings the norm down to the limit, clip[1] the norm.</summary>
    public static void FactorOfNorm(ArrayView<float> partial, ArrayView<float> clip, float limit, int count)
    {
        float sum = 0;
        for (int i = Group.IdxX; i < count; i += Group.DimX)
            sum += partial[i];
        float norm = XMath.Sqrt(GroupReduction.Combine<Sum>(sum));
        if (Group.IdxX == 0)
        {
            clip[0] = Factor(norm, limit);
            clip[1] = norm;
        }
    }

    /// <summary>A group per parameter brings that parameter's gradient down to the limit.</summary>
    public static void ClipEach(ArrayView<float> gradients, ArrayView<ParameterSpan> parameters, float limit)
    {
        var span = parameters[Grid.IdxX];
        float sum = 0;
        for (int i = Group.IdxX; i < span.Length; i += Group.DimX)
            sum += gradients[span.Offset + i] * gradients[span.Offset + i];
        float factor = Factor(XMath.Sqrt(GroupReduction.Combine<Sum>(sum)), limit);
        if (factor < 1)
            for (int i = Group.IdxX; i < span.Length; i += Group.DimX)
                gradients[span.Offset + i] *= factor;
    }

    private static float Factor(float norm, float limit) => norm > limit ? limit / norm : 1;
}
