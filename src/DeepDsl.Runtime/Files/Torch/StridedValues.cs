namespace DeepDsl;

/// <summary>
/// Takes the values of a tensor out of those that lie together with others, in whatever order: views, transposed ones, shared ones.
/// </summary>
internal static class StridedValues
{
    /// <summary>The values row by row.</summary>
    /// <param name="source">What they lie in.</param>
    /// <param name="size">Bytes of a value.</param>
    /// <param name="start">Place of the first value.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="strides">Values from one index of a dimension to the next.</param>
    public static byte[] Take(ReadOnlySpan<byte> source, int size, long start, ReadOnlySpan<int> shape, ReadOnlySpan<long> strides)
    {
        byte[] result = new byte[Shapes.Product(shape) * size];
        if (result.Length == 0)
        {
            return result;
        }
        if (IsDense(shape, strides))
        {
            source.Slice((int)(start * size), result.Length).CopyTo(result);
            return result;
        }
        int last = shape.Length - 1;
        int[] index = new int[shape.Length];
        long row = start;
        for (int at = 0; at < result.Length;)
        {
            for (int i = 0; i < shape[last]; i++, at += size)
            {
                source.Slice((int)((row + (i * strides[last])) * size), size).CopyTo(result.AsSpan(at));
            }
            // On to the next row, whose place differs in the last dimension that is not at its end.
            for (int axis = last - 1; axis >= 0; axis--)
            {
                row += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }
                row -= index[axis] * strides[axis];
                index[axis] = 0;
            }
        }
        return result;
    }

    private static bool IsDense(ReadOnlySpan<int> shape, ReadOnlySpan<long> strides)
    {
        long dense = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            if (shape[axis] != 1 && strides[axis] != dense)
            {
                return false;
            }
            dense *= shape[axis];
        }
        return true;
    }
}
