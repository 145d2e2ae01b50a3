namespace DeepDsl;

/// <summary>An input of the model; the batch dimension is not written.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <param name="shape">Shape of one sample.</param>
    public InputAttribute(params int[] shape) => Shape = shape;

    /// <summary>
    /// All inputs of the model: an int <c>[1]</c> for each index among the features of a record, under the member's name, and then one input
    /// of all their floats, which the next layer reads.
    /// </summary>
    /// <param name="record">A type with <see cref="FeaturesAttribute"/>.</param>
    public InputAttribute(Type record) => (Record, Shape) = (record, []);

    /// <summary>Shape of one sample.</summary>
    public int[] Shape { get; }

    /// <summary>The type whose features are the input; null for one of a shape.</summary>
    public Type? Record { get; }

    /// <summary>Name of the value.</summary>
    public string Name { get; set; } = "";

    /// <summary>Floats, or ints for tokens. Which ids there are follows from the tables that read them: 0 to Vocabulary - 1.</summary>
    public ElementType Type { get; set; }

    /// <summary>
    /// Of tokens <c>[T]</c>: the one that fills up shorter sequences. What stands behind the last other token is padding, and reaches no
    /// result: recurrent layers stop before it, attention, pools and convolutions don't see it, losses and metrics don't count it.
    /// </summary>
    public int PaddingToken { get; set; } = int.MinValue;

    /// <summary>
    /// Of sequences <c>[T, ..]</c>: the name of an input <c>[1]</c> of ints, declared above, that says how many of the steps are the sample's
    /// own. What is behind them is padding, as with <see cref="PaddingToken"/>, whatever it holds.
    /// </summary>
    public string Lengths { get; set; } = "";
}
