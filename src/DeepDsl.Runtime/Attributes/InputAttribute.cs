namespace DeepDsl;

/// <summary>An input of the model; the batch dimension is not written.</summary>
/// <param name="shape">Shape of one sample.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute(params int[] shape) : Attribute
{
    /// <summary>Shape of one sample.</summary>
    public int[] Shape { get; } = shape;

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
