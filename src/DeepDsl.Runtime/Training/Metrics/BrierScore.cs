namespace DeepDsl;

/// <summary>
/// Mean of (probability - what came)^2, where what came is 1 or 0: of each yes or no, of the second of two classes, or, of more, summed over
/// the classes of a row. 0 is best; it asks whether probabilities are right. Rows with an ignored label don't count.
/// </summary>
public sealed class BrierScore() : Metric("brier")
{
    private double[] _probabilities = [];

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => Sums.Length == 0 ? double.NaN : Ratio(Sums[0], Sums[1]);

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        Size(2);
        for (int i = 0; i < (batch.ElementWise ? batch.Scores.Length : batch.Rows); i++)
        {
            if (!batch.IsIgnored(i))
            {
                Sums[0] += batch.ElementWise ? Square(batch.ProbabilityOfYes(i), batch.IsYes(i)) : OfRow(batch, i);
                Sums[1]++;
            }
        }
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, 2);

    private double OfRow(in MetricBatch batch, int row)
    {
        if (_probabilities.Length != batch.Classes)
        {
            _probabilities = new double[batch.Classes];
        }
        batch.Probabilities(row, _probabilities);
        int truth = batch.TrueClass(row);
        if (batch.Classes == 2)
        {
            return Square(_probabilities[1], truth == 1);
        }
        double sum = 0;
        for (int i = 0; i < _probabilities.Length; i++)
        {
            sum += Square(_probabilities[i], i == truth);
        }
        return sum;
    }

    private static double Square(double probability, bool came) => came ? (1 - probability) * (1 - probability) : probability * probability;
}
