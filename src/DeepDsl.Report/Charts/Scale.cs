namespace DeepDsl.Report;

/// <summary>Where values lie along an axis, with round numbers to write beside it.</summary>
internal readonly struct Scale
{
    private const int Intervals = 4;

    /// <summary>What rounding leaves of a whole number of steps.</summary>
    private const double Tiny = 1e-9;

    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;

    /// <param name="values">What is to be seen; what is not finite is left out.</param>
    /// <param name="from">Place of the lowest.</param>
    /// <param name="to">Place of the highest.</param>
    /// <param name="isExact">Whether the axis ends with the values, rather than at a round number.</param>
    public Scale(IEnumerable<double> values, double from, double to, bool isExact = false)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        (double low, double high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        if (high <= low)
        {
            double around = low == 0 ? 1 : Math.Abs(low) / 2;
            (low, high) = (low - around, high + around);
        }
        Step = Round((high - low) / Intervals);
        (_low, _high) = isExact ? (low, high) : (Math.Floor((low / Step) + Tiny) * Step, Math.Ceiling((high / Step) - Tiny) * Step);
        (_from, _to) = (from, to);
    }

    private double Step { get; }

    /// <summary>Round numbers from one end to the other.</summary>
    public double[] Ticks
    {
        get
        {
            double step = Step;
            long first = (long)Math.Ceiling((_low / step) - Tiny);
            long last = (long)Math.Floor((_high / step) + Tiny);
            return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
        }
    }

    public double Place(double value) => _from + ((value - _low) / (_high - _low) * (_to - _from));

    /// <summary>1, 2 or 5 times a power of ten, at least so large.</summary>
    private static double Round(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        double digits = step / power;
        return power * (digits <= 1 + Tiny ? 1 : digits <= 2 + Tiny ? 2 : digits <= 5 + Tiny ? 5 : 10);
    }
}
