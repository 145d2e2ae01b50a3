namespace DeepDsl;

/// <summary>
/// Average precision: the mean of the precision at each yes, best score first, which is the area under the steps of precision over recall. By
/// chance it is the part that is yes, so it tells more than <see cref="AreaUnderCurve"/> where that is rare. 0 where nothing is yes; such classes
/// of several are left out of the mean. That of boxes in images is <see cref="MeanAveragePrecision"/>.
/// </summary>
/// <param name="average">How more than two classes are averaged.</param>
public sealed class AveragePrecision(ClassAverage average = ClassAverage.Macro) : CurveMetric("average_precision", average)
{
    /// <summary>The curve from recall 0, where nothing is taken for yes, to 1, with a point for each score.</summary>
    /// <param name="index">The class; of yes-no outputs and two classes 1 is yes.</param>
    public PrecisionRecallPoint[] Curve(int index = 1)
    {
        RankedScores scores = Ranked(index);
        return [.. scores.Cuts().Select(c => new PrecisionRecallPoint(Ratio(c.Yes, scores.Yes), Precision(c), scores.Probability(c)))];
    }

    private protected override double Area(RankedScores scores)
    {
        double sum = 0;
        double before = 0;
        foreach (ScoreCut cut in scores.Cuts())
        {
            sum += (cut.Yes - before) * Precision(cut);
            before = cut.Yes;
        }
        return scores.Yes == 0 ? 0 : sum / scores.Yes;
    }

    private protected override bool IsDefined(RankedScores scores) => scores.Yes > 0;

    private static double Precision(ScoreCut cut) => cut.Yes + cut.No == 0 ? 1 : cut.Yes / (cut.Yes + cut.No);
}
