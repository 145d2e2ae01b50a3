namespace DeepDsl;

/// <summary>Of what is of a class, the part that was predicted as it.</summary>
public sealed class Recall(ClassAverage average = ClassAverage.Macro) : AveragedClassMetric("recall", average)
{
    private protected override double Compute(in ClassCounts counts, out double whole)
    {
        whole = counts.Labels;
        return counts.Hits;
    }
}
