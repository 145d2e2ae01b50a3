namespace DeepDsl;

/// <summary>
/// Attention in several heads: <c>y = concat(softmax(q_h k_h^T / sqrt(D)) v_h) * out_proj</c> with <c>q, k, v = x * in_proj</c>.
/// Input <c>[T, C]</c>, output the same; in_proj_weight <c>[C, 3 * C]</c> or as wide as heads ask for, out_proj.weight <c>[C, C]</c>,
/// named and ordered as in PyTorch's MultiheadAttention, whose files load. With <see cref="Memory"/> keys and values are made of another
/// sequence <c>[S, M]</c>. Memory grows with T, never with T * T.
/// </summary>
/// <param name="heads">Number of heads, a divisor of the channels unless <see cref="HeadSize"/> is given.</param>
public sealed class MultiHeadAttentionAttribute(int heads) : WeightedLayerAttribute
{
    /// <summary>Number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Name of the sequence that keys and values are made of; empty for the one above.</summary>
    public string Memory { get; set; } = "";

    /// <summary>True: a step sees none that come later.</summary>
    public bool Causal { get; set; }

    /// <summary>A step sees steps less than so many away; 0 for all.</summary>
    public int Window { get; set; }

    /// <summary>In training, probability that a weight is dropped.</summary>
    public double Dropout { get; set; }

    /// <summary>
    /// Heads of keys and values, each shared by as many neighbouring heads of queries; 0 for as many as <see cref="Heads"/>.
    /// </summary>
    public int KeyValueHeads { get; set; }

    /// <summary>Channels of a head; 0 for C / Heads.</summary>
    public int HeadSize { get; set; }

    /// <summary>How heads learn how far steps are apart.</summary>
    public RelativePositions Positions { get; set; }

    /// <summary>Whether projections add a bias.</summary>
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
