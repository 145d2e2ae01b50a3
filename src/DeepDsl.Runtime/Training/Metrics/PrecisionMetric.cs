namespace DeepDsl;

/// <summary>Of what was predicted as a class, the part that is of it.</summary>
public sealed class PrecisionMetric(ClassAverage average = ClassAverage.Macro) : AveragedClassMetric("precision", average)
{
    private protected override double Compute(in ClassCounts counts, out double whole)
    {
        whole = counts.Predictions;
        return counts.Hits;
    }
}
