namespace DeepDsl;

/// <summary>
/// Area under the ROC curve: the probability that a random yes scores above a random no, ties counting half. It does not change with how often
/// yes occurs; where that is rare, <see cref="AveragePrecision"/> says more. Not a number where all is yes or all is no, and such classes of
/// several are left out of the mean.
/// </summary>
/// <param name="average">How more than two classes are averaged.</param>
public sealed class AreaUnderCurve(ClassAverage average = ClassAverage.Macro) : CurveMetric("auc", average)
{
    /// <summary>The curve from (0, 0), where nothing is yes, to (1, 1), with a point for each score.</summary>
    /// <param name="index">The class; of yes-no outputs and two classes 1 is yes.</param>
    public RocPoint[] Curve(int index = 1)
    {
        RankedScores scores = Ranked(index);
        return [.. scores.Cuts().Select(c => new RocPoint(Ratio(c.No, scores.No), Ratio(c.Yes, scores.Yes), scores.Probability(c)))];
    }

    /// <summary>By trapezia, whose slopes are where scores tie.</summary>
    private protected override double Area(RankedScores scores)
    {
        double sum = 0;
        ScoreCut before = default;
        foreach (ScoreCut cut in scores.Cuts())
        {
            sum += (cut.No - before.No) * (cut.Yes + before.Yes) / 2;
            before = cut;
        }
        return Ratio(sum, scores.Yes * scores.No);
    }

    private protected override bool IsDefined(RankedScores scores) => scores.Yes > 0 && scores.No > 0;
}
