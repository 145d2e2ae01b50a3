namespace DeepDsl;

/// <summary>
/// The mean recall over the classes that occur among the labels, so that a rare class counts as much as a frequent one. Of yes-no outputs it is
/// that of no and yes.
/// </summary>
public sealed class BalancedAccuracy() : ClassMetric("balanced_accuracy")
{
    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            double sum = 0;
            int classes = 0;
            foreach (ClassCounts counts in CountEach())
            {
                sum += counts.Labels > 0 ? counts.Hits / counts.Labels : 0;
                classes += counts.Labels > 0 ? 1 : 0;
            }
            return Ratio(sum, classes);
        }
    }
}
