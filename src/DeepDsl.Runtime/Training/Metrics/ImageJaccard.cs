namespace DeepDsl;

/// <summary>
/// Intersection over union of masks, image by image: of each image the mean over the classes that it has or is said to have, then the mean
/// over images, so that small objects count as large ones. Of yes-no outputs it is that of yes, and images without any don't count.
/// <see cref="JaccardIndex"/> counts the pixels of all images together.
/// </summary>
public sealed class ImageJaccard() : Metric("image_jaccard")
{
    private ClassCounts[] _counts = [];

    /// <summary>The probability above which a pixel is yes.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <inheritdoc/>
    public override double Value => Sums.Length == 0 ? double.NaN : Ratio(Sums[0], Sums[1]);

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        Size(2);
        int pixel = 0;
        for (int image = 0; image < batch.Sequences; image++)
        {
            int end = pixel + (batch.RowsOf(image) * (batch.ElementWise ? batch.Classes : 1));
            double value = Of(batch, pixel, end);
            pixel = end;
            if (!double.IsNaN(value))
            {
                Sums[0] += value;
                Sums[1]++;
            }
        }
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, 2);

    private double Of(in MetricBatch batch, int first, int end)
    {
        int classes = batch.ElementWise ? 2 : batch.Classes;
        _counts = _counts.Length == classes ? _counts : new ClassCounts[classes];
        Array.Clear(_counts);
        for (int i = first; i < end; i++)
        {
            if (batch.IsIgnored(i))
            {
                continue;
            }
            int truth = batch.ElementWise ? (batch.IsYes(i) ? 1 : 0) : batch.TrueClass(i);
            int said = batch.Decide(i, Threshold);
            _counts[truth] += new ClassCounts(truth == said ? 1 : 0, 1, 0, 0);
            _counts[said] += new ClassCounts(0, 0, 1, 0);
        }
        double sum = 0;
        int occur = 0;
        for (int c = batch.ElementWise ? 1 : 0; c < classes; c++)
        {
            double union = _counts[c].Labels + _counts[c].Predictions - _counts[c].Hits;
            sum += union > 0 ? _counts[c].Hits / union : 0;
            occur += union > 0 ? 1 : 0;
        }
        return Ratio(sum, occur);
    }
}
