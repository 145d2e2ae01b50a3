namespace DeepDsl;

/// <summary>Mean of (output - target)^2 over all elements.</summary>
public sealed class MeanSquaredErrorMetric() : MeanErrorMetric("mse")
{
    private protected override double Error(double output, double target) => (output - target) * (output - target);
}
