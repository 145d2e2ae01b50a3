namespace DeepDsl;

/// <summary>
/// A measure per class, averaged. Where each output is a yes or no of its own, it is the measure of yes. 0 / 0 counts as 0.
/// </summary>
public abstract class AveragedClassMetric : ClassMetric
{
    internal AveragedClassMetric(string name, ClassAverage average)
        : base(name) => Average = average;

    /// <summary>How the classes are averaged.</summary>
    public ClassAverage Average { get; }

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            ClassCounts[] counts = CountEach();
            ClassCounts all = Together(counts);
            return all.Labels == 0 ? double.NaN
                : IsYesNo || Average == ClassAverage.Binary ? Of(counts[1])
                : Average == ClassAverage.Micro ? Of(all)
                : Mean(counts, Average);
        }
    }

    /// <summary>The measure of one class.</summary>
    public double ForClass(int index) => Of(CountEach()[index]);

    /// <summary>The measure of what was counted of one class.</summary>
    internal double Of(in ClassCounts counts)
    {
        double part = Compute(counts, out double whole);
        return whole == 0 ? 0 : part / whole;
    }

    /// <summary>The mean over the classes that occur.</summary>
    internal double Mean(ClassCounts[] counts, ClassAverage average)
    {
        double sum = 0;
        double weights = 0;
        foreach (ClassCounts of in counts)
        {
            double weight = average == ClassAverage.Weighted ? of.Labels : of.Labels + of.Predictions > 0 ? 1 : 0;
            sum += weight * Of(of);
            weights += weight;
        }
        return Ratio(sum, weights);
    }

    private protected abstract double Compute(in ClassCounts counts, out double whole);

    private protected override void CheckClasses(int classes)
    {
        base.CheckClasses(classes);
        if (Average == ClassAverage.Binary && classes != 2)
        {
            throw new InvalidOperationException(
                $"Metric '{Name}' with {nameof(ClassAverage)}.{nameof(ClassAverage.Binary)} measures the second of two classes, but this output "
                + $"has {classes}. Use {nameof(ClassAverage)}.{nameof(ClassAverage.Macro)}.");
        }
    }
}
