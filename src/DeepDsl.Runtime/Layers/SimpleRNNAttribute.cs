namespace DeepDsl;

/// <summary>
/// The plain recurrent layer: <c>y[t] = activation(x[t] * weight_ih + bias_ih + y[t - 1] * weight_hh + bias_hh)</c>. Input <c>[T, F]</c>,
/// output <c>[T, Units]</c>, or <c>[Units]</c> with <c>Return.Last</c>; weights <c>[F, Units]</c> and <c>[Units, Units]</c>.
/// </summary>
/// <param name="units">Size of the state.</param>
public sealed class SimpleRNNAttribute(int units) : RecurrentAttribute(units)
{
    /// <summary>What a step ends with.</summary>
    public Activation Activation { get; set; } = Activation.Tanh;
}
