namespace DeepDsl;

/// <summary>
/// Attention of a sequence with itself by content and distance, as in Transformer-XL (Dai et al., 2019):
/// <c>y = concat(softmax(s_h) v_h) * o_net</c> of scores <c>s[i, j] = ((q_i + r_w_bias) k_j + (q_i + r_r_bias) r_(i - j)) / sqrt(D)</c>, with
/// <c>q, k, v = x * qkv_net</c> and <c>r = distance * r_net</c>, of the sines and cosines of a distance. Input <c>[T, C]</c>, output the same;
/// qkv_net.weight <c>[C, 3 * Heads * D]</c>, r_net.weight <c>[C, Heads * D]</c>, o_net.weight
/// <c>[Heads * D, C]</c>, r_w_bias and r_r_bias <c>[Heads, D]</c>, named as in the code that came with the paper. With
/// <see cref="InitialState"/> keys and values are those of a memory too. It stores T x (M + T) scores for each head, and T is constant.
/// </summary>
/// <param name="heads">Number of heads, a divisor of the channels unless <see cref="HeadSize"/> is given.</param>
public sealed class RelativeAttentionAttribute(int heads) : WeightedLayerAttribute
{
    /// <summary>Number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Channels of a head, D; 0 for C / Heads.</summary>
    public int HeadSize { get; set; }

    /// <summary>True: a step sees none that come later.</summary>
    public bool Causal { get; set; }

    /// <summary>In training, probability that a weight is dropped.</summary>
    public double Dropout { get; set; }

    /// <summary>
    /// Names of the memory <c>[M, C]</c>, inputs of this layer at the last steps of the segment before, and of how many of those there were,
    /// <c>[1]</c>: the last ones count, the others are not seen. Zeros begin a stream. It needs <see cref="Causal"/>. Without names the
    /// layer takes the memory that a block around it is given.
    /// </summary>
    public string[] InitialState { get; set; } = [];

    /// <summary>Names for the memory of the next segment and how many steps it holds, in the shapes of <see cref="InitialState"/>.</summary>
    public string[] FinalState { get; set; } = [];

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
}
