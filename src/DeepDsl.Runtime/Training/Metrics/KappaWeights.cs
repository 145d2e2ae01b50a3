namespace DeepDsl;

/// <summary>What a wrong class costs in <see cref="CohensKappa"/>.</summary>
public enum KappaWeights
{
    /// <summary>Each as much as another.</summary>
    None,

    /// <summary>As much as it is off, for classes in an order, such as grades.</summary>
    Linear,

    /// <summary>The square of that.</summary>
    Quadratic,
}
