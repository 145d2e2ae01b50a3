namespace DeepDsl;

/// <summary>
/// Residual connection: <c>y = x + source</c>, the value above plus a named one. Where their shapes differ, the named one first
/// passes a 1x1 convolution with the strides that make them equal. Inputs <c>[.., O]</c> and <c>[.., I]</c>, output of the shape
/// above; weight <c>[1, 1, I, O]</c>.
/// </summary>
/// <param name="source">Name of the value to add.</param>
public sealed class ShortcutAttribute(string source) : KernelLayerAttribute
{
    /// <summary>Name of the value to add.</summary>
    public string Source { get; } = source;

    /// <summary>True: the projection has a batch norm and no bias.</summary>
    public bool Norm { get; set; }

    /// <summary>What to do where shapes differ.</summary>
    public Otherwise Otherwise { get; set; }
}
