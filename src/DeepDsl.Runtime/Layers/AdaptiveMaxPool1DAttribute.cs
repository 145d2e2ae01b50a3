namespace DeepDsl;

/// <summary>
/// Maximum of a given number of windows: window i of Size covers <c>floor(i * W / Size)</c> to <c>ceil((i + 1) * W / Size)</c>, as in
/// PyTorch.
/// Input <c>[T, C]</c>, output <c>[Size, C]</c>.
/// </summary>
/// <param name="size">Size of the output along every axis.</param>
public sealed class AdaptiveMaxPool1DAttribute(int size = -1) : LayerAttribute
{
    /// <summary>Size of the output along every axis.</summary>
    public int Size { get; set; } = size;
}
