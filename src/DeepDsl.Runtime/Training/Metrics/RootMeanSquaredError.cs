namespace DeepDsl;

/// <summary>
/// Square root of the mean of (output - target)^2 over all elements, in the units of the targets. scikit-learn takes the root of each column by
/// itself; with one column that is the same.
/// </summary>
public sealed class RootMeanSquaredError() : MeanErrorMetric("rmse")
{
    /// <inheritdoc/>
    public override double Value => Math.Sqrt(base.Value);

    private protected override double Error(double output, double target) => (output - target) * (output - target);
}
