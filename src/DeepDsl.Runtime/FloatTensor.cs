namespace DeepDsl;

/// <summary>
/// A value in a function that <see cref="ComputeAttribute"/> names. Such a function is read by the compiler, which checks the shape of each
/// part of it, differentiates it and compiles it with the model; it never runs as C#. Shapes are those of one sample, without the batch, and
/// axes are counted from 0, or from the end as -1. Operators broadcast: counted from the last, sizes are equal, or 1 in one of both.
/// </summary>
public sealed class FloatTensor
{
    private FloatTensor()
    {
    }

    /// <summary>A number, as a value of no axes <c>[]</c>.</summary>
    public static implicit operator FloatTensor(double number) => Read();

    /// <summary>Elementwise, of values that broadcast.</summary>
    public static FloatTensor operator +(FloatTensor a, FloatTensor b) => Read();

    /// <summary>Elementwise, of values that broadcast.</summary>
    public static FloatTensor operator -(FloatTensor a, FloatTensor b) => Read();

    /// <summary>Elementwise, of values that broadcast; products of matrices are <see cref="MatMul"/>.</summary>
    public static FloatTensor operator *(FloatTensor a, FloatTensor b) => Read();

    /// <summary>Elementwise, of values that broadcast.</summary>
    public static FloatTensor operator /(FloatTensor a, FloatTensor b) => Read();

    /// <summary>Of each element.</summary>
    public static FloatTensor operator -(FloatTensor a) => Read();

    /// <summary>
    /// The product of matrices: <c>[.., M, K]</c> by <c>[K, P]</c>, or by <c>[.., K, P]</c> with equal axes before, gives <c>[.., M, P]</c>. A
    /// vector <c>[K]</c> is a row on the left, a column on the right, and its axis is dropped.
    /// </summary>
    public FloatTensor MatMul(FloatTensor other) => Read();

    /// <summary>Swaps the last two axes: <c>[.., M, K]</c> to <c>[.., K, M]</c>.</summary>
    public FloatTensor Transpose() => Read();

    /// <summary>Brings axes into another order: axis i of the result is axis axes[i], so (1, 0, 2) makes <c>[B, A, C]</c> of <c>[A, B, C]</c>.</summary>
    public FloatTensor Permute(params int[] axes) => Read();

    /// <summary>The same elements, row by row, under another shape <c>[..]</c>; one size may be -1, for what is left.</summary>
    public FloatTensor Reshape(params int[] shape) => Read();

    /// <summary>A part along an axis, of size <paramref name="length"/>.</summary>
    public FloatTensor Slice(int axis, int start, int length) => Read();

    /// <summary>This and another behind it along an axis, of which alone the sizes may differ.</summary>
    public FloatTensor Concat(FloatTensor other, int axis = -1) => Read();

    /// <summary>The sum along an axis, which is dropped, or kept with size 1.</summary>
    public FloatTensor Sum(int axis = -1, bool keep = false) => Read();

    /// <summary>The mean along an axis, which is dropped, or kept with size 1.</summary>
    public FloatTensor Mean(int axis = -1, bool keep = false) => Read();

    /// <summary>The largest along an axis, which is dropped, or kept with size 1.</summary>
    public FloatTensor Max(int axis = -1, bool keep = false) => Read();

    /// <summary>The smallest along an axis, which is dropped, or kept with size 1.</summary>
    public FloatTensor Min(int axis = -1, bool keep = false) => Read();

    /// <summary><c>exp(x) / sum(exp(x))</c> along an axis; the shape stays.</summary>
    public FloatTensor Softmax(int axis = -1) => Read();

    /// <summary>The larger of both, of each element; both broadcast.</summary>
    public FloatTensor Maximum(FloatTensor other) => Read();

    /// <summary>The smaller of both, of each element; both broadcast.</summary>
    public FloatTensor Minimum(FloatTensor other) => Read();

    /// <summary><c>exp(x)</c> of each element.</summary>
    public FloatTensor Exp() => Read();

    /// <summary>The natural logarithm of each element.</summary>
    public FloatTensor Log() => Read();

    /// <summary>The square root of each element.</summary>
    public FloatTensor Sqrt() => Read();

    /// <summary><c>|x|</c> of each element.</summary>
    public FloatTensor Abs() => Read();

    /// <summary><c>tanh(x)</c> of each element.</summary>
    public FloatTensor Tanh() => Read();

    /// <summary><c>1 / (1 + exp(-x))</c> of each element.</summary>
    public FloatTensor Sigmoid() => Read();

    /// <summary><c>max(x, 0)</c> of each element.</summary>
    public FloatTensor ReLU() => Read();

    /// <summary>
    /// A function of each element: a lambda, or a static method of the class, that is an expression as <see cref="MapAttribute"/> takes it.
    /// </summary>
    public FloatTensor Map(Func<float, float> function) => Read();

    /// <summary>A function of each element of this and of another; both broadcast.</summary>
    public FloatTensor Map(FloatTensor other, Func<float, float, float> function) => Read();

    private static FloatTensor Read() => throw new InvalidOperationException(
        "A function of FloatTensor is read by the compiler of DeepDsl and is not run; name it in [Compute(nameof(F))] of a model or block.");
}
