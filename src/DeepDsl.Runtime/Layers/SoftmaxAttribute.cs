namespace DeepDsl;

/// <summary>
/// <c>y = exp(x) / sum(exp(x))</c> along an axis: positive values that add up to 1. Input <c>[..]</c> of any shape, output the same.
/// </summary>
public sealed class SoftmaxAttribute : LayerAttribute
{
    /// <summary>The axis within a sample; negative values count from the end, so -1 is the channels.</summary>
    public int Axis { get; set; } = -1;
}
