using System.Globalization;
using System.Text;

namespace DeepDsl;

/// <summary>What <see cref="Network.FindLearningRate"/> found: the loss by rate, and the rate at which it falls fastest.</summary>
public sealed class LearningRateSearch
{
    /// <summary>Fewer tell nothing about a slope.</summary>
    internal const int FewestPoints = 10;

    /// <summary>A fall by a smaller part of the first loss may be chance.</summary>
    private const double LeastFall = 0.01;

    internal LearningRateSearch(IReadOnlyList<RatePoint> points)
    {
        Points = points;
        (Suggestion, Advice) = Judge(points);
    }

    /// <summary>One point an update, by rising rate, up to where the loss exploded or the search ended.</summary>
    public IReadOnlyList<RatePoint> Points { get; }

    /// <summary>The rate at which the smoothed loss falls fastest over the logarithm of the rate; null where it does not fall.</summary>
    public double? Suggestion { get; }

    /// <summary>The suggestion, or why there is none, in a sentence.</summary>
    public string Advice { get; }

    /// <summary>The table, and the advice below it.</summary>
    public override string ToString()
    {
        StringBuilder text = new("learning_rate        loss    smoothed\n");
        foreach (RatePoint point in Points)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Rate(point.LearningRate),13}  {ProgressLine.Number(point.Loss),10}  {ProgressLine.Number(point.SmoothedLoss),10}\n");
        }
        return text.Append(Advice).ToString();
    }

    private static (double? Suggestion, string Advice) Judge(IReadOnlyList<RatePoint> points)
    {
        if (points.Count < FewestPoints)
        {
            return (null, string.Create(
                CultureInfo.InvariantCulture,
                $"No rate is suggested: the loss exploded after {points.Count} updates. Begin at a lower rate (Lowest)."));
        }
        int lowest = Enumerable.Range(0, points.Count).MinBy(i => points[i].SmoothedLoss);
        double first = points[0].SmoothedLoss;
        if (first - points[lowest].SmoothedLoss < LeastFall * Math.Abs(first))
        {
            return (null,
                $"No rate is suggested: the smoothed loss never fell by a hundredth of its first value ({ProgressLine.Number(first)}). "
                + "Go to higher rates (Highest), make more updates (Updates), or look at the data and their labels.");
        }
        // The first means are of few losses, and fall or rise by chance.
        int begin = Math.Min(points.Count / 10, lowest - 1);
        int steepest = Enumerable.Range(Math.Max(1, begin), Math.Max(1, lowest - Math.Max(1, begin))).MinBy(i => Slope(points, i));
        double rate = points[steepest].LearningRate;
        return (rate, $"At a rate of {Rate(rate)} the smoothed loss falls fastest; it is lowest at {Rate(points[lowest].LearningRate)}.");
    }

    /// <summary>Rates rise by one factor, so differences of losses alone are in proportion to the slope.</summary>
    private static double Slope(IReadOnlyList<RatePoint> points, int at) =>
        points[Math.Min(at + 1, points.Count - 1)].SmoothedLoss - points[at - 1].SmoothedLoss;

    private static string Rate(double rate) => rate.ToString("0.00e-00", CultureInfo.InvariantCulture);
}
