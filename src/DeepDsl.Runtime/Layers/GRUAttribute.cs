namespace DeepDsl;

/// <summary>
/// Gated recurrent unit: <c>y[t] = z * y[t - 1] + (1 - z) * n</c>. Its gates <c>r, z = sigmoid of x[t] * weight_ih + bias_ih +
/// y[t - 1] * weight_hh + bias_hh</c>; <c>n = tanh(x[t] * weight_ih + bias_ih + r * (y[t - 1] * weight_hh + bias_hh))</c>. Input
/// <c>[T, F]</c>, output <c>[T, Units]</c>, or <c>[Units]</c> with <c>Return.Last</c>; weights <c>[F, 3 * Units]</c> and
/// <c>[Units, 3 * Units]</c>, in the order r, z, n.
/// </summary>
/// <param name="units">Size of the state.</param>
public sealed class GRUAttribute(int units) : RecurrentAttribute(units)
{
    /// <summary>
    /// Where the reset gate stands: behind the product of the state, as in PyTorch and above, or before it, as in the first paper:
    /// <c>(r * y[t - 1]) * weight_hh + bias_hh</c>.
    /// </summary>
    public bool ResetAfter { get; set; } = true;
}
