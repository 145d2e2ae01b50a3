namespace DeepDsl;

/// <summary>
/// A learned vector for each token: <c>y[.., :] = weight[x[..], :]</c>. Input ints <c>[..]</c> from 0 to Vocabulary - 1, output
/// <c>[.., Dimension]</c>; weight <c>[Vocabulary, Dimension]</c>.
/// </summary>
/// <param name="vocabulary">Number of different tokens.</param>
/// <param name="dimension">Length of the vectors.</param>
public sealed class EmbeddingAttribute(int vocabulary, int dimension) : WeightedLayerAttribute
{
    /// <summary>Number of different tokens.</summary>
    public int Vocabulary { get; } = vocabulary;

    /// <summary>Length of the vectors.</summary>
    public int Dimension { get; } = dimension;

    /// <summary>A token whose vector is zero and never learned; -1 for none.</summary>
    public int PaddingIndex { get; set; } = -1;

    /// <summary>How the vectors start.</summary>
    public Init Init { get; set; } = Init.Normal;

    /// <summary>The constant, range or deviation of <see cref="Init"/>.</summary>
    public double InitValue { get; set; } = 1;

    /// <summary>Adds L1 * sum(|weight|) to the loss.</summary>
    public double L1 { get; set; }

    /// <summary>Adds L2 * sum(weight^2) to the loss.</summary>
    public double L2 { get; set; }

    /// <summary>After each update, the vectors are scaled down to this norm; 0 for no bound.</summary>
    public double MaxNorm { get; set; }

    /// <summary>
    /// Name of a static method of the class, <c>float P(float w)</c>: in training the loss has the sum of P over all elements of the weight.
    /// </summary>
    public string Penalty { get; set; } = "";

    /// <summary>Name of a static method of the class, <c>float C(float w)</c>: after each update, each element of the weight becomes C of it.</summary>
    public string Constraint { get; set; } = "";
}
