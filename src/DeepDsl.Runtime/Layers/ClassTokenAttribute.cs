namespace DeepDsl;

/// <summary>
/// A learned step before a sequence, in which a Transformer gathers what it says of the whole: <c>y[0] = weight</c>,
/// <c>y[t + 1] = x[t]</c>. Input <c>[T, C]</c>, output <c>[T + 1, C]</c>; weight <c>[C]</c>. Of padded sequences it is one of the own steps, so
/// that attention behind it sees it and no padding.
/// </summary>
public sealed class ClassTokenAttribute : WeightedLayerAttribute
{
    /// <summary>How the step starts.</summary>
    public Init Init { get; set; } = Init.Normal;

    /// <summary>The constant, range or deviation of <see cref="Init"/>.</summary>
    public double InitValue { get; set; } = 0.02;

    /// <summary>Adds L1 * sum(|weight|) to the loss.</summary>
    public double L1 { get; set; }

    /// <summary>Adds L2 * sum(weight^2) to the loss.</summary>
    public double L2 { get; set; }

    /// <summary>After each update, the step is scaled down to this norm; 0 for no bound.</summary>
    public double MaxNorm { get; set; }

    /// <summary>
    /// Name of a static method of the class, <c>float P(float w)</c>: in training the loss has the sum of P over all elements of the weight.
    /// </summary>
    public string Penalty { get; set; } = "";

    /// <summary>Name of a static method of the class, <c>float C(float w)</c>: after each update, each element of the weight becomes C of it.</summary>
    public string Constraint { get; set; } = "";
}
