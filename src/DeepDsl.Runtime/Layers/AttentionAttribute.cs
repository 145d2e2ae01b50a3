namespace DeepDsl;

/// <summary>
/// Attention without parameters: <c>y = softmax(Scale * q k^T) v</c>, where q is the value above and k and v are named. Inputs q
/// <c>[T, C]</c>, k <c>[S, C]</c>, v <c>[S, V]</c>; output <c>[T, V]</c>.
/// </summary>
/// <param name="names">The keys, then the values if those are others; without names, both are the value above.</param>
public sealed class AttentionAttribute(params string[] names) : LayerAttribute
{
    /// <summary>Names of keys and values.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>Channels are divided among so many heads.</summary>
    public int Heads { get; set; } = 1;

    /// <summary>Factor of the scores: 1 for Luong's dot product; 0 for 1 / sqrt(C / Heads).</summary>
    public double Scale { get; set; }

    /// <summary>
    /// Name of a static method of the class that makes the score of each query and key, <c>float F(float score, float query, float key)</c>, of
    /// what Scale * q k^T is and of both positions, the last query's being that of the last key. So attention may be by place or to what is
    /// near: <c>score - (query - key) * (query - key) / 8</c>. Such a layer stores T x S scores, and both are constant.
    /// </summary>
    public string Score { get; set; } = "";

    /// <summary>
    /// Name of a value with a number for each key, <c>[S]</c> or <c>[S, 1]</c>, which the function of <see cref="Score"/> takes besides:
    /// <c>float F(float score, float query, float key, float mark)</c>. So scores may depend on what a step is, such as a word that names an
    /// entity: <c>score + 2 * mark</c>.
    /// </summary>
    public string Marks { get; set; } = "";

    /// <summary>True: a step sees none that come later.</summary>
    public bool Causal { get; set; }

    /// <summary>A step sees steps less than so many away; 0 for all.</summary>
    public int Window { get; set; }

    /// <summary>In training, probability that a weight is dropped.</summary>
    public double Dropout { get; set; }
}
