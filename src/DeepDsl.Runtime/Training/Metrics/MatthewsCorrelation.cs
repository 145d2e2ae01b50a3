namespace DeepDsl;

/// <summary>
/// Correlation of true and predicted classes: 1 is perfect, 0 no better than chance. Unlike F1 it also asks how well no is found. Of more than
/// two classes it is Gorodkin's R_K. 0 where all labels or all predictions are of one class.
/// </summary>
public sealed class MatthewsCorrelation() : ClassMetric("mcc")
{
    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            ClassCounts[] counts = CountEach();
            if (Together(counts) is not { Labels: > 0 and var all, Hits: var hits })
            {
                return double.NaN;
            }
            double both = counts.Sum(c => c.Labels * c.Predictions);
            double labels = (all * all) - counts.Sum(c => c.Labels * c.Labels);
            double predictions = (all * all) - counts.Sum(c => c.Predictions * c.Predictions);
            return labels == 0 || predictions == 0 ? 0 : ((hits * all) - both) / (Math.Sqrt(labels) * Math.Sqrt(predictions));
        }
    }
}
