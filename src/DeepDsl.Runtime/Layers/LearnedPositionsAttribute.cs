namespace DeepDsl;

/// <summary>
/// Adds a learned vector for each position: <c>y[t] = x[t] + weight[t]</c>. Input <c>[T, C]</c>, output the same; weight
/// <c>[Length, C]</c>.
/// </summary>
public sealed class LearnedPositionsAttribute : WeightedLayerAttribute
{
    /// <summary>Positions that have a vector; 0 for T, where that is not set at run time.</summary>
    public int Length { get; set; }

    /// <summary>How the vectors start.</summary>
    public Init Init { get; set; } = Init.Normal;

    /// <summary>The constant, range or deviation of <see cref="Init"/>.</summary>
    public double InitValue { get; set; } = 0.02;

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
