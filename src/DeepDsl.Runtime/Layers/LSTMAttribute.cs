namespace DeepDsl;

/// <summary>
/// Long short-term memory: <c>y[t] = o * tanh(c)</c>, with the cell <c>c = f * c + i * g</c>. Its gates are
/// <c>i, f, g, o = sigmoid, sigmoid, tanh, sigmoid of x[t] * weight_ih + bias_ih + y[t - 1] * weight_hh + bias_hh</c>. Input
/// <c>[T, F]</c>, output <c>[T, Units]</c>, or <c>[Units]</c> with <c>Return.Last</c>; weights <c>[F, 4 * Units]</c> and
/// <c>[Units, 4 * Units]</c>, in the order i, f, g, o. A state is named as y and c.
/// </summary>
/// <param name="units">Size of the state.</param>
public sealed class LSTMAttribute(int units) : RecurrentAttribute(units)
{
    /// <summary>Where the forget gate's bias starts: above 0, the cell remembers until it learns to forget.</summary>
    public double ForgetBias { get; set; } = 1;
}
