namespace DeepDsl;

/// <summary>A layer that brings values to mean 0 and variance 1, then scales and shifts them. Output of the input's shape.</summary>
public abstract class NormAttribute : WeightedLayerAttribute
{
    /// <summary>Added to the variance.</summary>
    public double Eps { get; set; } = 1e-5;

    /// <summary>Whether a learned weight scales and a learned bias shifts the result.</summary>
    public bool Affine { get; set; } = true;
}
