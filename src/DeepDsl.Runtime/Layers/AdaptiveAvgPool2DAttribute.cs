namespace DeepDsl;

/// <summary>
/// Mean of a given number of windows: <c>y[i] = mean of x[floor(i * W / Size)] to x[ceil((i + 1) * W / Size) - 1]</c> along every
/// axis, as in PyTorch.
/// Input <c>[H, W, C]</c>, output <c>[SizeH, SizeW, C]</c>.
/// </summary>
/// <param name="size">Size of the output along every axis.</param>
public sealed class AdaptiveAvgPool2DAttribute(int size = -1) : LayerAttribute
{
    /// <summary>Size of the output along every axis.</summary>
    public int Size { get; set; } = size;

    /// <summary>Rows of the output; as <see cref="Size"/> by default.</summary>
    public int SizeH { get; set; } = -1;

    /// <summary>Columns of the output; as <see cref="Size"/> by default.</summary>
    public int SizeW { get; set; } = -1;
}
