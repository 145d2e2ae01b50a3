namespace DeepDsl;

/// <summary>
/// Luong's attention to what is near a place that each step predicts (local-p), <c>p = S * sigmoid(position * tanh(hidden * q))</c>, with
/// S the steps of the keys, padding not counted: <c>y = sum over s of a(s) exp(-(s - p)^2 / (2 d^2)) v(s)</c>, where a is the softmax of
/// <c>Scale * q k^T</c> over keys with |s - p| at most Distance, and d is half of that. Inputs q <c>[T, C]</c>, k <c>[S, C]</c>, v
/// <c>[S, V]</c>; output <c>[T, V]</c>; hidden.weight <c>[C, Units]</c>, position.weight <c>[Units]</c>. It stores T x S scores, and both are
/// constant.
/// </summary>
/// <param name="units">Width of the layer that predicts places.</param>
/// <param name="distance">Keys further from the place than so many steps are not seen.</param>
/// <param name="names">The keys, then the values if those are others; without names, both are the value above.</param>
public sealed class LocalAttentionAttribute(int units, int distance, params string[] names) : WeightedLayerAttribute
{
    /// <summary>Width of the layer that predicts places.</summary>
    public int Units { get; } = units;

    /// <summary>Steps between a place and the last key that is seen from it.</summary>
    public int Distance { get; } = distance;

    /// <summary>Names of keys and values.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>Factor of the scores: 1 for Luong's dot product; 0 for 1 / sqrt(C).</summary>
    public double Scale { get; set; }

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
