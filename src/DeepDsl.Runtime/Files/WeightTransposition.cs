using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Between the canonical order of a parameter's axes and a file's.</summary>
internal static class WeightTransposition
{
    /// <summary>The parameter's shape in the file.</summary>
    public static int[] FileShape(ParameterDefinition parameter, WeightLayout layout) =>
        IsTransposed(parameter, layout) ? Array.ConvertAll(parameter.TorchPermutation, axis => parameter.Shape[axis]) : parameter.Shape;

    public static float[] ToFile(ParameterDefinition parameter, WeightLayout layout, ReadOnlySpan<float> values)
    {
        float[] result = values.ToArray();
        if (IsTransposed(parameter, layout))
        {
            int[] places = Places(parameter);
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = values[places[i]];
            }
        }
        return result;
    }

    public static void FromFile(ParameterDefinition parameter, WeightLayout layout, float[] values, Span<float> target)
    {
        if (!IsTransposed(parameter, layout))
        {
            values.CopyTo(target);
            return;
        }
        int[] places = Places(parameter);
        for (int i = 0; i < values.Length; i++)
        {
            target[places[i]] = values[i];
        }
    }

    private static bool IsTransposed(ParameterDefinition parameter, WeightLayout layout) =>
        layout == WeightLayout.PyTorch && parameter.TorchPermutation.Length > 0;

    /// <summary>For each element in the file's order, its place in the canonical order.</summary>
    private static int[] Places(ParameterDefinition parameter)
    {
        int[] shape = parameter.Shape;
        int[] strides = new int[shape.Length];
        for (int axis = shape.Length - 1, stride = 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        int[] order = parameter.TorchPermutation;
        int[] index = new int[order.Length];
        int[] places = new int[parameter.Length];
        for (int i = 0, place = 0; i < places.Length; i++)
        {
            places[i] = place;
            for (int axis = order.Length - 1; axis >= 0; axis--)
            {
                place += strides[order[axis]];
                if (++index[axis] < shape[order[axis]])
                {
                    break;
                }
                place -= index[axis] * strides[order[axis]];
                index[axis] = 0;
            }
        }
        return places;
    }
}
