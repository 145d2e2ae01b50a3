using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// Between the canonical layout of a parameter and PyTorch's: axis i of PyTorch's is axis <c>TorchPermutation[i]</c> of the canonical one.
/// </summary>
internal static class TorchLayout
{
    public static int[] ShapeOf(ParameterDefinition parameter) => parameter.TorchPermutation.Length == 0
        ? parameter.Shape
        : Array.ConvertAll(parameter.TorchPermutation, axis => parameter.Shape[axis]);

    public static float[] ToTorch(ParameterDefinition parameter, ReadOnlySpan<float> canonical)
    {
        float[] result = new float[canonical.Length];
        Places places = new(parameter);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = canonical[places.Next()];
        }

        return result;
    }

    public static void FromTorch(ParameterDefinition parameter, ReadOnlySpan<float> torch, Span<float> canonical)
    {
        Places places = new(parameter);
        for (int i = 0; i < torch.Length; i++)
        {
            canonical[places.Next()] = torch[i];
        }
    }

    /// <summary>Where the values lie in the canonical layout, walked in the order of PyTorch's.</summary>
    private ref struct Places
    {
        private readonly int[] _shape;
        private readonly int[] _strides;
        private readonly int[] _index;
        private int _next;

        public Places(ParameterDefinition parameter)
        {
            int rank = parameter.Shape.Length;
            int[] canonical = new int[rank];
            for (int axis = rank - 1, stride = 1; axis >= 0; stride *= parameter.Shape[axis--])
            {
                canonical[axis] = stride;
            }

            _shape = ShapeOf(parameter);
            _strides = parameter.TorchPermutation.Length == 0
                ? canonical
                : Array.ConvertAll(parameter.TorchPermutation, axis => canonical[axis]);
            _index = new int[rank];
        }

        public int Next()
        {
            int result = _next;
            for (int axis = _shape.Length - 1; axis >= 0; axis--)
            {
                _next += _strides[axis];
                if (++_index[axis] < _shape[axis])
                {
                    break;
                }

                _next -= _shape[axis] * _strides[axis];
                _index[axis] = 0;
            }

            return result;
        }
    }
}
