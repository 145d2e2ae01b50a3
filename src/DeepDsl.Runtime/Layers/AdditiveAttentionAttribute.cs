namespace DeepDsl;

/// <summary>
/// Bahdanau's attention: <c>y = softmax(score * tanh(query * q + key * k + bias)) v</c>, where q is the value above and k and v are
/// named. Inputs q <c>[T, C]</c>, k <c>[S, K]</c>, v <c>[S, V]</c>; output <c>[T, V]</c>; query.weight <c>[C, Units]</c>, key.weight
/// <c>[K, Units]</c>, score.weight <c>[Units]</c>. It stores T * S * Units numbers; <see cref="AttentionAttribute"/> does not.
/// </summary>
/// <param name="units">Width of the layer inside the score.</param>
/// <param name="names">The keys, then the values if those are others.</param>
public sealed class AdditiveAttentionAttribute(int units, params string[] names) : WeightedLayerAttribute
{
    /// <summary>Width of the layer inside the score.</summary>
    public int Units { get; } = units;

    /// <summary>Names of keys and values.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>Whether the score adds a bias.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How weights start; by default Glorot.</summary>
    public Init Init { get; set; }

    /// <summary>The constant, range or deviation of <see cref="Init"/>, where it takes one.</summary>
    public double InitValue { get; set; }

    /// <summary>Adds L1 * sum(|weight|) to the loss.</summary>
    public double L1 { get; set; }

    /// <summary>Adds L2 * sum(weight^2) to the loss.</summary>
    public double L2 { get; set; }

    /// <summary>After each update, the weights into each unit are scaled down to this norm; 0 for no bound.</summary>
    public double MaxNorm { get; set; }

    /// <summary>
    /// Name of a static method of the class, <c>float P(float w)</c>: in training the loss has the sum of P over all elements of the weight.
    /// </summary>
    public string Penalty { get; set; } = "";

    /// <summary>Name of a static method of the class, <c>float C(float w)</c>: after each update, each element of the weight becomes C of it.</summary>
    public string Constraint { get; set; } = "";
}
