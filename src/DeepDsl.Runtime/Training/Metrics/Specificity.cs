namespace DeepDsl;

/// <summary>Of what is not of a class, the part that was not predicted as it: the recall of no. 0 where everything is of the class.</summary>
public sealed class Specificity(ClassAverage average = ClassAverage.Macro) : AveragedClassMetric("specificity", average)
{
    private protected override double Compute(in ClassCounts counts, out double whole)
    {
        whole = counts.All - counts.Labels;
        return whole - (counts.Predictions - counts.Hits);
    }
}
