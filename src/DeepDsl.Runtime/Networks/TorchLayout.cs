namespace DeepDsl;

/// <summary>
/// Between the canonical layout of a parameter and PyTorch's. Axis i of PyTorch's is axis <c>permutation[i]</c> of the canonical one, and
/// the features of a flattened image lie channel by channel there, position by position here.
/// </summary>
/// <param name="shape">Canonical.</param>
/// <param name="permutation">Empty where the axes have the same order.</param>
/// <param name="runs">By canonical axis, runs of features as positions and channels by turns; empty where the order is equal.</param>
internal sealed class TorchLayout(int[] shape, int[] permutation, int[][] runs)
{
    /// <summary>PyTorch's shape.</summary>
    public int[] Shape { get; } = permutation.Length == 0 ? shape : Array.ConvertAll(permutation, axis => shape[axis]);

    public float[] ToTorch(ReadOnlySpan<float> canonical)
    {
        float[] result = new float[canonical.Length];
        int[] places = Places();
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = canonical[places[i]];
        }

        return result;
    }

    public void FromTorch<T>(ReadOnlySpan<T> torch, Span<T> canonical)
    {
        int[] places = Places();
        for (int i = 0; i < torch.Length; i++)
        {
            canonical[places[i]] = torch[i];
        }
    }

    /// <summary>Where the values lie in the canonical layout, in the order of PyTorch's.</summary>
    private int[] Places()
    {
        int[] strides = new int[shape.Length];
        for (int axis = shape.Length - 1, stride = 1; axis >= 0; stride *= shape[axis--])
        {
            strides[axis] = stride;
        }

        // Axis by axis, outermost first: each place becomes those of its elements along the next axis.
        int[] places = [0];
        for (int i = 0; i < shape.Length; i++)
        {
            int axis = permutation.Length == 0 ? i : permutation[i];
            int[] steps = Features(axis);
            int[] next = new int[places.Length * steps.Length];
            for (int p = 0, at = 0; p < places.Length; p++)
            {
                foreach (int step in steps)
                {
                    next[at++] = places[p] + (step * strides[axis]);
                }
            }

            places = next;
        }

        return places;
    }

    /// <summary>The canonical index of each feature along an axis, in the order of PyTorch's.</summary>
    private int[] Features(int axis)
    {
        int[] features = [.. Enumerable.Range(0, shape[axis])];
        int[] pairs = axis < runs.Length ? runs[axis] : [];
        for (int run = 0, start = 0; run < pairs.Length; run += 2)
        {
            (int positions, int channels) = (pairs[run], pairs[run + 1]);
            for (int i = 0; i < positions * channels; i++)
            {
                features[start + i] = start + (i % positions * channels) + (i / positions);
            }

            start += positions * channels;
        }

        return features;
    }
}
