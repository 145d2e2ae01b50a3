namespace DeepDsl;

/// <summary>
/// Of sequences of labels: how many must be put in, left out or changed until what <see cref="SequenceLabels.Read(ReadOnlySpan{float}, int, int)"/>
/// reads off the scores is what was to be read, for each label of the latter. Of letters that is the character error rate. It is above 1
/// where far too many are read.
/// </summary>
/// <param name="blank">The class that is read as nothing.</param>
public sealed class LabelErrorRate(int blank = 0) : Metric("label_error_rate")
{
    private int[] _read = [];
    private int[] _edits = [];

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override bool ReadsSequences => true;

    /// <inheritdoc/>
    public override double Value => Sums.Length == 0 ? double.NaN : Ratio(Sums[0], Sums[1]);

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        Size(2);
        int scores = batch.Scores.Length / batch.Samples;
        int labels = batch.Labels.Length / batch.Samples;
        _read = _read.Length >= scores / batch.Classes ? _read : new int[scores / batch.Classes];
        for (int i = 0; i < batch.Samples; i++)
        {
            ReadOnlySpan<int> expected = batch.Labels.Slice(i * labels, labels);
            expected = expected[..SequenceLabels.LengthOf(expected, batch.IgnoredLabel)];
            int found = SequenceLabels.Read(batch.Scores.Slice(i * scores, scores), batch.Classes, _read, blank);
            Sums[0] += Edits(expected, _read.AsSpan(0, found));
            Sums[1] += expected.Length;
        }
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, 2);

    /// <summary>Levenshtein's distance, row by row of its table.</summary>
    private int Edits(ReadOnlySpan<int> expected, ReadOnlySpan<int> found)
    {
        if (_edits.Length <= found.Length)
        {
            _edits = new int[found.Length + 1];
        }
        Span<int> edits = _edits.AsSpan(0, found.Length + 1);
        for (int j = 0; j < edits.Length; j++)
        {
            edits[j] = j;
        }
        foreach (int label in expected)
        {
            int diagonal = edits[0]++;
            for (int j = 1; j < edits.Length; j++)
            {
                int change = diagonal + (label == found[j - 1] ? 0 : 1);
                diagonal = edits[j];
                edits[j] = Math.Min(change, Math.Min(edits[j], edits[j - 1]) + 1);
            }
        }
        return edits[^1];
    }
}
