namespace DeepDsl;

/// <summary>
/// Mean of (ln(1 + output) - ln(1 + target))^2 over all elements, for targets from 0 on of very different sizes. An output below 0 counts as 0; a
/// target below 0 is refused.
/// </summary>
public sealed class MeanSquaredLogarithmicError() : MeanErrorMetric("msle")
{
    private protected override double Error(double output, double target)
    {
        if (target < 0)
        {
            throw new InvalidOperationException(
                FormattableString.Invariant($"Metric '{Name}' compares logarithms of 1 + target, for targets from 0 on, but one is {target}. ")
                + $"Use {nameof(MeanSquaredErrorMetric)}.");
        }
        double off = LogOfOneMore(Math.Max(output, 0)) - LogOfOneMore(target);
        return off * off;
    }

    /// <summary>ln(1 + x), of which small ones are not lost beside the 1 (Kahan).</summary>
    private static double LogOfOneMore(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }
}
