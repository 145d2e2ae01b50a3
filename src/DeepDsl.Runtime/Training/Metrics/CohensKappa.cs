namespace DeepDsl;

/// <summary>
/// By how much predictions agree with labels beyond what they would by chance, each class being predicted as often as it is: 1 is perfect, 0
/// chance. Not a number where labels and predictions are all of one class.
/// </summary>
/// <param name="weights">What wrong classes cost.</param>
public sealed class CohensKappa(KappaWeights weights = KappaWeights.None) : ClassMetric("kappa")
{
    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            ClassCounts[] counts = CountEach();
            double found = 0;
            double expected = 0;
            for (int truth = 0; truth < counts.Length; truth++)
            {
                for (int prediction = 0; prediction < counts.Length; prediction++)
                {
                    double cost = Cost(truth - prediction);
                    found += cost * Cell(truth, prediction);
                    expected += cost * counts[truth].Labels * counts[prediction].Predictions;
                }
            }
            return 1 - Ratio(found * Together(counts).Labels, expected);
        }
    }

    private double Cost(int off) => weights switch
    {
        KappaWeights.Linear => Math.Abs(off),
        KappaWeights.Quadratic => (double)off * off,
        _ => off == 0 ? 0 : 1,
    };
}
