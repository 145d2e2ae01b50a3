namespace DeepDsl;

/// <summary>
/// Scores of all tokens by the vectors of an <see cref="EmbeddingAttribute"/>, which are trained by both uses: <c>y = x * weight^T</c>,
/// plus a bias where there is one. Input <c>[.., Dimension]</c>, output <c>[.., Vocabulary]</c>; weight <c>[Vocabulary, Dimension]</c>,
/// that of the embedding.
/// </summary>
/// <param name="embedding">Name of the embedding.</param>
public sealed class UnembedAttribute(string embedding) : LayerAttribute
{
    /// <summary>Name of the embedding.</summary>
    public string Embedding { get; } = embedding;

    /// <summary>Whether a bias for each token is added; it is the layer's own.</summary>
    public bool Bias { get; set; }

    /// <summary>False: the bias keeps its values. The vectors are the embedding's to train.</summary>
    public bool Trainable { get; set; } = true;
}
