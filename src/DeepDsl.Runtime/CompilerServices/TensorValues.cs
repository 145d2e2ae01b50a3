using System.ComponentModel;
using System.Numerics.Tensors;

namespace DeepDsl.CompilerServices;

/// <summary>Tensors as the flat values that models take, and back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TensorValues
{
    /// <summary>The values of a batch of samples: the first axis counts them, the others are those of the input.</summary>
    public static T[] Of<T>(in ReadOnlyTensorSpan<T> tensor, ValueDefinition input)
    {
        bool fits = tensor.Rank == input.Shape.Length + 1;
        for (int i = 0; fits && i < input.Shape.Length; i++)
        {
            fits = input.Sizes is { } sizes && !sizes[i].IsConstant || tensor.Lengths[i + 1] == input.Shape[i]; // a call checks its bounds
        }

        return fits
            ? Of(tensor)
            : throw new ArgumentException(
                $"Input '{input.Name}' takes a tensor [batch, {Shapes.Text(input.Shape, input.Sizes)[1..^1]}], found [{string.Join(", ", tensor.Lengths.ToArray())}]"
                + $"{Hint(tensor.Rank, input)}.");
    }

    /// <summary>Arrays without the sizes that a call sets are taken for tensors of one axis.</summary>
    private static string Hint(int rank, ValueDefinition input) =>
        rank == 1 && input.Sizes?.FirstOrDefault(s => !s.IsConstant) is { IsConstant: false } size
            ? $"; if it is an array, give the sizes that the call sets, such as {size}, behind all arrays" : "";

    /// <summary>The values row by row, whatever the tensor's strides.</summary>
    public static T[] Of<T>(in ReadOnlyTensorSpan<T> tensor)
    {
        T[] values = new T[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    /// <summary>A tensor [batch, shape..] over the values.</summary>
    public static Tensor<float> Create(float[] values, ValueDefinition output) => Create(values, output, default);

    /// <summary>The same with dimensions that are set at run time.</summary>
    public static Tensor<float> Create(float[] values, ValueDefinition output, SymbolValues symbols)
    {
        nint[] lengths = new nint[output.Shape.Length + 1];
        lengths[0] = values.Length / output.LengthAt(symbols);
        for (int i = 0; i < output.Shape.Length; i++)
        {
            lengths[i + 1] = output.Sizes is { } sizes ? (nint)sizes[i].At(symbols) : output.Shape[i];
        }

        return Tensor.Create(values, lengths);
    }
}
