namespace DeepDsl;

/// <summary>
/// The dimensions in another order, counted from 0 without the batch: <c>y[j, i] = x[i, j]</c> for <c>[Permute(1, 0)]</c>. Input
/// <c>[A, B, ..]</c>, output of the dimensions that Order names: dimension i is input dimension Order[i].
/// </summary>
/// <param name="order">For each dimension of the output, the one of the input.</param>
public sealed class PermuteAttribute(params int[] order) : LayerAttribute
{
    /// <summary>For each dimension of the output, the one of the input.</summary>
    public IReadOnlyList<int> Order { get; } = order;
}
