namespace DeepDsl;

/// <summary>What stands for a number that is missing.</summary>
public enum Imputation
{
    /// <summary>The mean of those to train on that are there.</summary>
    Mean,

    /// <summary>Their median.</summary>
    Median,

    /// <summary><see cref="NumberAttribute.Fill"/>.</summary>
    Value,
}
