namespace DeepDsl.Onnx;

/// <summary>A parameter or state of a layer with its values, in the layout that the library has.</summary>
internal sealed record LayerWeight(int[] Shape, float[] Values)
{
    /// <summary>Of values whose axes take another order.</summary>
    /// <param name="shape">Theirs.</param>
    /// <param name="values">Row-major.</param>
    /// <param name="order">By the axes of the result, those that they are of the shape.</param>
    public static LayerWeight Permuted(IEnumerable<long> shape, float[] values, params int[] order)
    {
        PermutedValues permuted = new([.. shape], order);
        return new LayerWeight(Array.ConvertAll(permuted.Shape, d => checked((int)d)), permuted.Of(values));
    }

    public LayerWeight As(params int[] shape) => new(shape, Values);
}
