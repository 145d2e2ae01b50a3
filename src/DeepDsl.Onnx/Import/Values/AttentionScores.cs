namespace DeepDsl.Onnx;

/// <summary>The products of queries and keys, and what was done to them on their way to weights of values.</summary>
/// <param name="Queries">[.., T, C].</param>
/// <param name="Keys">[.., S, C], as they were before the product turned them.</param>
/// <param name="Scale">Factor of the products.</param>
internal sealed record AttentionScores(ImportedValue Queries, ImportedValue Keys, double Scale)
{
    /// <summary>Whether a query sees no key behind it.</summary>
    public bool IsCausal { get; init; }

    /// <summary>Whether softmax was taken along the keys.</summary>
    public bool AreWeights { get; init; }
}
