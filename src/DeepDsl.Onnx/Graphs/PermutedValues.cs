using System.Runtime.InteropServices;

namespace DeepDsl.Onnx;

/// <summary>Elements in row-major order, of which the axes take another order.</summary>
/// <param name="from">The shape.</param>
/// <param name="permutation">By the axes of the result, those that they are of the shape.</param>
internal sealed class PermutedValues(long[] from, int[] permutation)
{
    public long[] Shape { get; } = [.. permutation.Select(axis => from[axis])];

    public float[] Of(float[] values)
    {
        // Axes of size one lie anywhere: what is left in order needs no copy.
        int[] longer = [.. permutation.Where(axis => from[axis] > 1)];
        if (longer.SequenceEqual(longer.Order()))
        {
            return values;
        }

        long[] strides = new long[from.Length];
        long stride = 1;
        for (int axis = from.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= from[axis];
        }

        byte[] bytes = StridedValues.Take(
            MemoryMarshal.AsBytes<float>(values), sizeof(float), start: 0, Array.ConvertAll(Shape, d => (int)d),
            Array.ConvertAll(permutation, axis => strides[axis]));
        return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
    }
}
