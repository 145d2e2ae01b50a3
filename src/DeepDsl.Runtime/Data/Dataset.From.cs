using System.Numerics.Tensors;

namespace DeepDsl;

public sealed partial class Dataset
{
    private const string InputName = "input";
    private const string TargetName = "target";

    /// <summary>
    /// Floats with int labels. The number of samples is <c>y.Length / targetWidth</c>; the input's width follows. Arrays are not copied.
    /// </summary>
    /// <param name="x">Inputs, sample after sample.</param>
    /// <param name="y">Labels.</param>
    /// <param name="targetWidth">Labels per sample.</param>
    public static Dataset FromArrays(float[] x, int[] y, int targetWidth = 1)
    {
        DataColumn target = new(TargetName, y, targetWidth);
        return new Dataset([new DataColumn(InputName, x, InputWidth(x.Length, target.Rows))], [target]);
    }

    /// <summary>
    /// Floats with float targets. The number of samples is <c>y.Length / targetWidth</c>; the input's width follows. Arrays are not copied.
    /// </summary>
    /// <param name="x">Inputs, sample after sample.</param>
    /// <param name="y">Targets.</param>
    /// <param name="targetWidth">Targets per sample.</param>
    public static Dataset FromArrays(float[] x, float[] y, int targetWidth = 1)
    {
        DataColumn target = new(TargetName, y, targetWidth);
        return new Dataset([new DataColumn(InputName, x, InputWidth(x.Length, target.Rows))], [target]);
    }

    /// <summary>Int inputs (token ids) with int labels; see <see cref="FromArrays(float[], int[], int)"/>.</summary>
    public static Dataset FromTokens(int[] x, int[] y, int targetWidth = 1)
    {
        DataColumn target = new(TargetName, y, targetWidth);
        return new Dataset([new DataColumn(InputName, x, InputWidth(x.Length, target.Rows))], [target]);
    }

    /// <summary>One array per sample, with int labels; copies.</summary>
    public static Dataset FromArrays(float[][] x, int[] y) => FromArrays(Flatten(x, "x"), y);

    /// <summary>One array per sample for inputs and targets; copies.</summary>
    public static Dataset FromArrays(float[][] x, float[][] y) =>
        FromArrays(Flatten(x, "x"), Flatten(y, "y"), y.Length == 0 ? 1 : y[0].Length);

    /// <summary>A tensor whose first dimension is the sample, with int labels; copies.</summary>
    public static Dataset FromTensors(in ReadOnlyTensorSpan<float> x, ReadOnlySpan<int> y)
    {
        DataColumn input = FromTensor(InputName, x);
        return new Dataset([input], [new DataColumn(TargetName, y.ToArray())]);
    }

    /// <summary>Tensors whose first dimension is the sample; copies.</summary>
    public static Dataset FromTensors(in ReadOnlyTensorSpan<float> x, in ReadOnlyTensorSpan<float> y) =>
        new([FromTensor(InputName, x)], [FromTensor(TargetName, y)]);

    /// <summary>Tensors whose first dimension is the sample; copies.</summary>
    public static Dataset FromTensors(Tensor<float> x, Tensor<float> y) => FromTensors(x.AsReadOnlyTensorSpan(), y.AsReadOnlyTensorSpan());

    /// <summary>A tensor whose first dimension is the sample, with int labels; copies.</summary>
    public static Dataset FromTensors(Tensor<float> x, ReadOnlySpan<int> y) => FromTensors(x.AsReadOnlyTensorSpan(), y);

    private static DataColumn FromTensor(string name, in ReadOnlyTensorSpan<float> tensor)
    {
        if (tensor.Rank == 0 || tensor.FlattenedLength == 0)
        {
            throw new ArgumentException($"The tensor for '{name}' is empty; its first dimension must be the number of samples.");
        }
        float[] values = new float[checked((int)tensor.FlattenedLength)];
        tensor.FlattenTo(values);
        return new DataColumn(name, values, values.Length / (int)tensor.Lengths[0]);
    }

    private static int InputWidth(int values, int samples)
    {
        if (samples == 0 || values == 0 || values % samples != 0)
        {
            throw new ArgumentException(
                $"x has {values} values and y has {samples} samples, so a sample's width would not be a whole positive number. "
                + "Check the lengths, or give targetWidth where a sample has several targets.");
        }
        return values / samples;
    }

    private static float[] Flatten(float[][] rows, string name)
    {
        int width = rows.Length == 0 ? 0 : rows[0].Length;
        float[] flat = new float[rows.Length * width];
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length != width)
            {
                throw new ArgumentException(
                    $"{name}[{i}] has {rows[i].Length} values but {name}[0] has {width}: all samples need the same width.");
            }
            rows[i].CopyTo(flat, i * width);
        }
        return flat;
    }
}
