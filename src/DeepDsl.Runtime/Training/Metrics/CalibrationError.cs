using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Expected calibration error: by how much the mean probability of predictions differs from the part that came true, over ranges of the
/// probability, each weighted by how many predictions it has. Of yes-no outputs it is the probability of yes; of classes that of the predicted one
/// (Guo et al. 2017). Its text is the reliability table. Rows with an ignored label don't count.
/// </summary>
/// <param name="bins">How many ranges of equal width there are.</param>
public sealed class CalibrationError(int bins = 10) : Metric("calibration_error")
{
    private const int PerBin = 3;

    private readonly int _bins = bins >= 1
        ? bins
        : throw new ArgumentOutOfRangeException(nameof(bins), $"Probabilities are put into at least one range, but bins is {bins}; 10 is usual.");

    private double[] _probabilities = [];

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            ReliabilityBin[] bins = Bins;
            return Ratio(bins.Where(b => b.Count > 0).Sum(b => b.Count * Math.Abs(b.Confidence - b.Frequency)), bins.Sum(b => b.Count));
        }
    }

    /// <summary>The reliability table, from the range of the lowest probabilities to that of the highest.</summary>
    public ReliabilityBin[] Bins =>
    [
        .. Enumerable.Range(0, Sums.Length / PerBin).Select(bin =>
        {
            ReadOnlySpan<double> of = Sums.AsSpan(bin * PerBin, PerBin);
            return new ReliabilityBin((double)bin / _bins, (bin + 1.0) / _bins, (long)of[0], Ratio(of[1], of[0]), Ratio(of[2], of[0]));
        }),
    ];

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        Size(PerBin * _bins);
        for (int i = 0; i < (batch.ElementWise ? batch.Scores.Length : batch.Rows); i++)
        {
            if (batch.IsIgnored(i))
            {
                continue;
            }
            (double probability, bool came) = batch.ElementWise ? (batch.ProbabilityOfYes(i), batch.IsYes(i)) : OfPredicted(batch, i);
            int bin = Math.Clamp((int)Math.Ceiling(probability * _bins) - 1, 0, _bins - 1);
            Span<double> of = Sums.AsSpan(bin * PerBin, PerBin);
            of[0]++;
            of[1] += probability;
            of[2] += came ? 1 : 0;
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        static string Number(double value, string format) => double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture);
        return TextTable.Of(
        [
            ["probability", "count", "mean", "came true"],
            .. Bins.Select(b => new[]
            {
                $"{Number(b.From, "0.00")} to {Number(b.To, "0.00")}", b.Count.ToString(CultureInfo.InvariantCulture),
                Number(b.Confidence, "0.0000"), Number(b.Frequency, "0.0000"),
            }),
        ]);
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, PerBin * _bins);

    private (double Probability, bool Came) OfPredicted(in MetricBatch batch, int row)
    {
        if (_probabilities.Length != batch.Classes)
        {
            _probabilities = new double[batch.Classes];
        }
        batch.Probabilities(row, _probabilities);
        int predicted = batch.PredictedClass(row);
        return (_probabilities[predicted], predicted == batch.TrueClass(row));
    }
}
