namespace DeepDsl;

/// <summary>Mean of |output - target| over all elements.</summary>
public sealed class MeanAbsoluteErrorMetric() : MeanErrorMetric("mae")
{
    private protected override double Error(double output, double target) => Math.Abs(output - target);
}
