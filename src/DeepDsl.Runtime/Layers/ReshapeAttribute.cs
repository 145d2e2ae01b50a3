namespace DeepDsl;

/// <summary>
/// The same elements, row-major, under another shape: <c>y.flat = x.flat</c>. Input <c>[..]</c> of any shape, output <c>[Shape]</c>
/// with as many elements.
/// </summary>
/// <param name="shape">The dimensions of one sample; a single one may be -1, for what is left.</param>
public sealed class ReshapeAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>The dimensions of one sample; a single one may be -1, for what is left.</summary>
    public IReadOnlyList<int> Shape { get; } = shape;
}
