namespace DeepDsl;

/// <summary>Harmonic mean of precision and recall.</summary>
public sealed class F1Score(ClassAverage average = ClassAverage.Macro) : AveragedClassMetric("f1", average)
{
    private protected override double Compute(double hits, double labels, double predictions, out double whole)
    {
        whole = labels + predictions;
        return 2 * hits;
    }
}
