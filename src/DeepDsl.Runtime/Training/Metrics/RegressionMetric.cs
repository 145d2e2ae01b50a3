namespace DeepDsl;

/// <summary>A measure of the distance between outputs and float targets.</summary>
public abstract class RegressionMetric : Metric
{
    internal RegressionMetric(string name)
        : base(name)
    {
    }

    private protected void CheckTargets(in MetricBatch batch)
    {
        if (batch.Targets.Length != batch.Scores.Length)
        {
            throw new InvalidOperationException(
                $"Metric '{Name}' compares numbers, but the targets are class labels. Use Accuracy, or a data set with float targets.");
        }
    }
}
