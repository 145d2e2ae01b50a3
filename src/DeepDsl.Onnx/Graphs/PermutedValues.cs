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

        float[] result = new float[values.Length];
        long[] steps = [.. permutation.Select(axis => strides[axis])];
        long[] index = new long[from.Length];
        long source = 0;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[source];
            for (int axis = index.Length - 1; axis >= 0; axis--)
            {
                source += steps[axis];
                if (++index[axis] < Shape[axis])
                {
                    break;
                }

                source -= steps[axis] * Shape[axis];
                index[axis] = 0;
            }
        }

        return result;
    }
}
