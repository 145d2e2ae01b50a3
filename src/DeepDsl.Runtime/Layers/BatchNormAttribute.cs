namespace DeepDsl;

/// <summary>
/// <c>y = (x - mean) / sqrt(var + Eps) * weight + bias</c>, per channel. Input <c>[.., C]</c>, output the same; weight, bias, running_mean
/// and running_var <c>[C]</c>. In training, mean and variance are those of the batch, and the running ones follow them; when predicting,
/// and
/// where Trainable is false, they are the running ones.
/// </summary>
public sealed class BatchNormAttribute : NormAttribute
{
    /// <summary>Share of the new batch in the running statistics: <c>running = (1 - Momentum) * running + Momentum * batch</c>.</summary>
    public double Momentum { get; set; } = 0.1;
}
