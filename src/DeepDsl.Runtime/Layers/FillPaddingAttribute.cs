namespace DeepDsl;

/// <summary>
/// Puts a number in place of the padding of sequences, which are steps like others from here on: any layer may read them, such as
/// <c>[Flatten]</c>, and one that joins steps counts them. <c>y[t, ..] = x[t, ..]</c> where the step is the sequence's own, else
/// <c>Value</c>. Input and output <c>[T, ..]</c>; what has no padding stays as it is.
/// </summary>
public sealed class FillPaddingAttribute : LayerAttribute
{
    /// <summary>What stands for padding; -1e9 in scores that a softmax over the steps shall leave out.</summary>
    public double Value { get; set; }
}
