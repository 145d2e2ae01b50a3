namespace DeepDsl;

/// <summary>
/// Mean of a given number of windows: <c>y[i] = mean of x[floor(i * W / Size)] to x[ceil((i + 1) * W / Size) - 1]</c> along every
/// axis, as in PyTorch.
/// Input <c>[T, C]</c>, output <c>[Size, C]</c>.
/// </summary>
/// <param name="size">Size of the output along every axis.</param>
public sealed class AdaptiveAvgPool1DAttribute(int size = -1) : LayerAttribute
{
    /// <summary>Size of the output along every axis.</summary>
    public int Size { get; set; } = size;
}
