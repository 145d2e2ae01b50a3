namespace DeepDsl;

/// <summary>Of what is of a class, the part that was predicted as it.</summary>
public sealed class Recall(ClassAverage average = ClassAverage.Macro) : AveragedClassMetric("recall", average)
{
    private protected override double Compute(double hits, double labels, double predictions, out double whole)
    {
        whole = labels;
        return hits;
    }
}
