namespace DeepDsl;

/// <summary>
/// <c>y = ln(exp(x) / sum(exp(x)))</c> along an axis, without underflow. Input <c>[..]</c> of any shape, output the same.
/// </summary>
public sealed class LogSoftmaxAttribute : LayerAttribute
{
    /// <summary>The axis within a sample; negative values count from the end, so -1 is the channels.</summary>
    public int Axis { get; set; } = -1;
}
