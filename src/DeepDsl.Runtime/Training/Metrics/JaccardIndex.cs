namespace DeepDsl;

/// <summary>
/// Of what is of a class or predicted as it, the part that is both: intersection over union, which of masks is the IoU, counted over the
/// pixels of all images together.
/// </summary>
public sealed class JaccardIndex(ClassAverage average = ClassAverage.Macro) : AveragedClassMetric("jaccard", average)
{
    private protected override double Compute(in ClassCounts counts, out double whole)
    {
        whole = counts.Labels + counts.Predictions - counts.Hits;
        return counts.Hits;
    }
}
