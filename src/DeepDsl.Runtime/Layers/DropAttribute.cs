namespace DeepDsl;

/// <summary>
/// A layer that drops values in training, and passes its input on unchanged when predicting. Output of the input's shape.
/// </summary>
/// <param name="rate">Probability of dropping, at least 0 and less than 1.</param>
public abstract class DropAttribute(double rate) : LayerAttribute
{
    /// <summary>Probability of dropping, at least 0 and less than 1.</summary>
    public double Rate { get; } = rate;
}
