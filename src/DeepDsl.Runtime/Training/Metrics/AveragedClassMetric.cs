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
            if (IsEmpty)
            {
                return double.NaN;
            }
            if (IsYesNo)
            {
                return ForClass(1);
            }
            return Average == ClassAverage.Micro ? Micro() : Mean();
        }
    }

    /// <summary>The measure of one class.</summary>
    public double ForClass(int index)
    {
        (double hits, double labels, double predictions) = Count(index);
        return Measure(hits, labels, predictions);
    }

    private protected abstract double Compute(double hits, double labels, double predictions, out double whole);

    private double Measure(double hits, double labels, double predictions)
    {
        double part = Compute(hits, labels, predictions, out double whole);
        return whole == 0 ? 0 : part / whole;
    }

    private double Micro()
    {
        double hits = 0;
        double all = 0;
        for (int i = 0; i < ClassCount; i++)
        {
            (double classHits, double labels, _) = Count(i);
            hits += classHits;
            all += labels;
        }
        return all == 0 ? double.NaN : Measure(hits, all, all);
    }

    private double Mean()
    {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < ClassCount; i++)
        {
            (double hits, double labels, double predictions) = Count(i);
            double weight = Average == ClassAverage.Weighted ? labels : labels + predictions > 0 ? 1 : 0;
            sum += weight * Measure(hits, labels, predictions);
            weights += weight;
        }
        return Ratio(sum, weights);
    }
}
