using ILGPU;

namespace DeepDsl.Gpu.Kernels;

/// <summary>Rows of an array of a data set, by their numbers.</summary>
internal static class RowKernels
{
    /// <summary>
    /// The first values of rows, one row after the other: floats or ints, as ints, which change no bit. One thread per value; threads past
    /// <c>count</c> have nothing to do.
    /// </summary>
    public static void Gather(ArrayView<int> values, ArrayView<int> rows, ArrayView<int> target, int rowLength, int width, int count)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < count)
        {
            int sample = i / width;
            target[i] = values[(rows[sample] * rowLength) + i - (sample * width)];
        }
    }
}
