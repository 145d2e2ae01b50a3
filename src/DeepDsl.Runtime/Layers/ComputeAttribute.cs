namespace DeepDsl;

/// <summary>
/// A layer of your own: <c>y = f(x, ..)</c> of a static method of the class, written with <see cref="FloatTensor"/>. Inputs of any shape
/// <c>[..]</c>, output whatever the method gives. Parameters of the method with <see cref="WeightAttribute"/> are trained; the others are the
/// value above and the named ones. In a block it becomes a layer that others use: <c>[Block, Compute(nameof(Forward))]</c>.
/// </summary>
/// <param name="function">
/// Name of the method: <c>static FloatTensor Forward(FloatTensor x, [Weight(8, 4)] FloatTensor w) => x.MatMul(w).Tanh();</c>
/// </param>
/// <param name="names">Names of the values that it takes besides the one above.</param>
public sealed class ComputeAttribute(string function, params string[] names) : WeightedLayerAttribute
{
    /// <summary>Name of the method.</summary>
    public string Function { get; } = function;

    /// <summary>Names of the other values.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>Adds L1 * sum(|weight|) to the loss, of each weight with more than one axis.</summary>
    public double L1 { get; set; }

    /// <summary>Adds L2 * sum(weight^2) to the loss, of each weight with more than one axis.</summary>
    public double L2 { get; set; }

    /// <summary>After each update, weights with more than one axis are scaled down along all but the last to this norm; 0 for no bound.</summary>
    public double MaxNorm { get; set; }

    /// <summary>
    /// Name of a static method of the class, <c>float P(float w)</c>: in training the loss has the sum of P over all elements of each weight
    /// with more than one axis.
    /// </summary>
    public string Penalty { get; set; } = "";

    /// <summary>
    /// Name of a static method of the class, <c>float C(float w)</c>: after each update, each element of each weight with
    /// more than one axis becomes C of it.
    /// </summary>
    public string Constraint { get; set; } = "";
}
