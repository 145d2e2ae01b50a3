namespace DeepDsl;

/// <summary>One batch of outputs with what they should have been, as a metric sees it.</summary>
public readonly ref partial struct MetricBatch
{
    /// <summary>Outputs, row after row: [Rows, Classes].</summary>
    public ReadOnlySpan<float> Scores { get; init; }

    /// <summary>
    /// Int labels, one per row, or for metrics that read sequences [Samples, labels of a sample]; empty where the targets are floats.
    /// </summary>
    public ReadOnlySpan<int> Labels { get; init; }

    /// <summary>Float targets, as many as scores; empty where there are labels.</summary>
    public ReadOnlySpan<float> Targets { get; init; }

    /// <summary>The label of positions that count nothing; null for none.</summary>
    public int? IgnoredLabel { get; init; }

    /// <summary>Samples in the batch; of padded sequences each step is one, and padding is left out.</summary>
    public int Samples { get; init; }

    /// <summary>
    /// Rows of each sequence, where padding is left out, one sequence after the other; empty where a sample has as many rows as another.
    /// </summary>
    public ReadOnlySpan<int> SequenceLengths { get; init; }

    /// <summary>Size of the output's last dimension.</summary>
    public int Classes { get; init; }

    /// <summary>True where the scores are logits: yes is above 0, not above 0.5.</summary>
    public bool Logits { get; init; }

    /// <summary>True where each score is a yes or no of its own (sigmoid), false where a row's scores compete (softmax).</summary>
    public bool ElementWise { get; init; }

    /// <summary>Number of rows: samples, or positions in them where outputs have more than one dimension.</summary>
    public int Rows => Scores.Length / Classes;

    /// <summary>Whether a row counts nothing: its label is the ignored one.</summary>
    public bool IsIgnored(int row) => IgnoredLabel is { } ignored && !Labels.IsEmpty && Labels[row] == ignored;

    /// <summary>The class with the highest score; the first of equals.</summary>
    public int PredictedClass(int row) => IndexOfMax(Scores.Slice(row * Classes, Classes));

    /// <summary>The label, or the place of the highest target.</summary>
    public int TrueClass(int row) => Labels.IsEmpty ? IndexOfMax(Targets.Slice(row * Classes, Classes)) : Labels[row];

    /// <summary>Whether one score says yes: its probability is above <paramref name="threshold"/>.</summary>
    public bool PredictsYes(int element, double threshold = 0.5) =>
        Scores[element] > (Logits ? LogOdds(threshold) : threshold);

    /// <summary>Whether the target of one score is yes.</summary>
    public bool IsYes(int element) => Labels.IsEmpty ? Targets[element] > 0.5f : Labels[element] > 0;

    /// <summary>Samples, whether or not their steps count as such.</summary>
    internal int Sequences => SequenceLengths.IsEmpty ? Samples : SequenceLengths.Length;

    internal int RowsOf(int sequence) => SequenceLengths.IsEmpty ? Rows / Samples : SequenceLengths[sequence];

    /// <summary>
    /// What was predicted and what is true at the steps of a sequence that don't have the ignored label; returns how many there are.
    /// </summary>
    /// <param name="first">Row of its first step.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="predicted">Where it is written; made larger where it is too small.</param>
    /// <param name="truths">The same.</param>
    internal int ReadSteps(int first, int rows, ref int[] predicted, ref int[] truths)
    {
        if (predicted.Length < rows)
        {
            (predicted, truths) = (new int[rows], new int[rows]);
        }
        int count = 0;
        for (int row = first; row < first + rows; row++)
        {
            if (!IsIgnored(row))
            {
                (predicted[count], truths[count]) = (PredictedClass(row), TrueClass(row));
                count++;
            }
        }
        return count;
    }

    internal static int IndexOfMax(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
