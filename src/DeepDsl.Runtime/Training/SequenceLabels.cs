namespace DeepDsl;

/// <summary>Reads labels off scores as <see cref="Loss.CTC"/> does.</summary>
public static class SequenceLabels
{
    /// <summary>
    /// The labels of the likeliest path: of each step the class with the highest score, runs of one class as one, without blanks. The result
    /// is how many there are. Another sequence may be likelier, being that of many paths.
    /// </summary>
    /// <param name="scores">Of one sample, <c>[T, classes]</c>, logits or probabilities.</param>
    /// <param name="classes">Scores of a step.</param>
    /// <param name="labels">Where they are written; room for one a step is always enough.</param>
    /// <param name="blank">The class that is read as nothing.</param>
    public static int Read(ReadOnlySpan<float> scores, int classes, Span<int> labels, int blank = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (scores.Length % classes != 0)
        {
            throw new ArgumentException($"Steps have {classes} scores each, but there are {scores.Length}; pass whole steps.", nameof(scores));
        }
        int count = 0;
        int before = blank;
        for (int at = 0; at < scores.Length; at += classes)
        {
            int likeliest = MetricBatch.IndexOfMax(scores.Slice(at, classes));
            if (likeliest != blank && likeliest != before)
            {
                if (count == labels.Length)
                {
                    throw new ArgumentException($"The scores read as more than {labels.Length} labels; give room for {scores.Length / classes}.", nameof(labels));
                }
                labels[count++] = likeliest;
            }
            before = likeliest;
        }
        return count;
    }

    /// <summary>The same as an array of its own.</summary>
    /// <param name="scores">Of one sample, <c>[T, classes]</c>, logits or probabilities.</param>
    /// <param name="classes">Scores of a step.</param>
    /// <param name="blank">The class that is read as nothing.</param>
    public static int[] Read(ReadOnlySpan<float> scores, int classes, int blank = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        int[] labels = new int[scores.Length / classes];
        return labels[..Read(scores, classes, labels, blank)];
    }

    /// <summary>How many labels stand ahead of the padding.</summary>
    internal static int LengthOf(ReadOnlySpan<int> labels, int? padding) =>
        padding is { } end && labels.IndexOf(end) is var at and >= 0 ? at : labels.Length;
}
