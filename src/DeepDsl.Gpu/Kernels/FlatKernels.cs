using ILGPU;

namespace DeepDsl.Gpu.Kernels;

/// <summary>One thread per element of a flat buffer; threads past <c>count</c> have nothing to do.</summary>
internal static class FlatKernels
{
    public static void Fill(ArrayView<float> target, float value, int count)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < count)
        {
            target[i] = value;
        }
    }

    public static void Scale(ArrayView<float> target, float factor, int count)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < count)
        {
            target[i] *= factor;
        }
    }

    /// <summary>target += factor * source: gradients accumulated over several batches.</summary>
    public static void AddScaled(ArrayView<float> target, ArrayView<float> source, float factor, int count)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < count)
        {
            target[i] += factor * source[i];
        }
    }
}
