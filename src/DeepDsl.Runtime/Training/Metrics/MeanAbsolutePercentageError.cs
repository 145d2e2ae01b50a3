namespace DeepDsl;

/// <summary>
/// Mean of |output - target| / |target| over all elements, 1 for 100 percent. A target of 0 counts as 2^-52, as in scikit-learn, so one such target
/// makes it huge: leave it alone where there are any.
/// </summary>
public sealed class MeanAbsolutePercentageError() : MeanErrorMetric("mape")
{
    private static readonly double s_least = Math.ScaleB(1, -52);

    private protected override double Error(double output, double target) =>
        Math.Abs(output - target) / Math.Max(Math.Abs(target), s_least);
}
