using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Batches of plain arrays, for <see cref="Metric.Measure"/> without a model.</summary>
public readonly ref partial struct MetricBatch
{
    /// <summary>Scores of classes that exclude each other, with the class of each row.</summary>
    /// <param name="scores">Probabilities or logits, <c>[Rows, Classes]</c>.</param>
    /// <param name="labels">Classes from 0 on, <c>[Rows]</c>.</param>
    /// <param name="logits">Whether scores are logits rather than probabilities.</param>
    /// <param name="ignoredLabel">The label of rows that count nothing; null for none.</param>
    public static MetricBatch OfClasses(
        ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, bool logits = false, int? ignoredLabel = null)
    {
        if (labels.IsEmpty || scores.Length % labels.Length != 0 || scores.Length < 2 * labels.Length)
        {
            throw new ArgumentException(
                $"Scores of classes are two or more for each label, but there are {scores.Length} scores to {labels.Length} labels. "
                + $"Pass [Rows, Classes] scores, or {nameof(OfYesNo)} for one score a row.", nameof(scores));
        }
        int classes = scores.Length / labels.Length;
        CheckLabels(labels, classes, ignoredLabel, nameof(labels));
        return new MetricBatch
        {
            Samples = labels.Length, Classes = classes, Scores = scores, Labels = labels, Logits = logits, IgnoredLabel = ignoredLabel,
        };
    }

    /// <inheritdoc cref="OfClasses(ReadOnlySpan{float}, ReadOnlySpan{int}, bool, int?)"/>
    /// <param name="scores">Probabilities or logits, <c>[Rows, Classes]</c>.</param>
    /// <param name="labels">Members of an enum numbered from 0 on, <c>[Rows]</c>.</param>
    /// <param name="logits">Whether scores are logits rather than probabilities.</param>
    public static MetricBatch OfClasses<TLabel>(ReadOnlySpan<float> scores, ReadOnlySpan<TLabel> labels, bool logits = false)
        where TLabel : struct, Enum
    {
        using LabelInts ints = LabelInts.Of(labels);
        return OfClasses(scores, ints.Values.ToArray(), logits);
    }

    /// <summary>Classes that were predicted, where there are no scores: the predicted one has the probability 1.</summary>
    /// <param name="predicted">Classes from 0 on, <c>[Rows]</c>.</param>
    /// <param name="labels">What they should have been, <c>[Rows]</c>.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="ignoredLabel">The label of rows that count nothing; null for none.</param>
    public static MetricBatch OfPredictions(
        ReadOnlySpan<int> predicted, ReadOnlySpan<int> labels, int classes, int? ignoredLabel = null)
    {
        CheckAsMany(predicted.Length, labels.Length, "predictions", "labels", nameof(predicted));
        CheckLabels(predicted, classes, null, nameof(predicted));
        float[] scores = new float[predicted.Length * classes];
        for (int row = 0; row < predicted.Length; row++)
        {
            scores[(row * classes) + predicted[row]] = 1;
        }
        return OfClasses(scores, labels, logits: false, ignoredLabel);
    }

    /// <summary>Scores that each say yes or no, with what they should have said.</summary>
    /// <param name="scores">Probabilities of yes or their logits, <c>[Rows, Outputs]</c>.</param>
    /// <param name="targets">1 for yes and 0 for no, <c>[Rows, Outputs]</c>.</param>
    /// <param name="logits">Whether scores are logits rather than probabilities.</param>
    /// <param name="outputs">How many there are in a row; more than one where several labels may hold at once.</param>
    public static MetricBatch OfYesNo(
        ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, bool logits = false, int outputs = 1)
    {
        CheckAsMany(scores.Length, targets.Length, "scores", "targets", nameof(scores));
        return new MetricBatch
        {
            Samples = RowsOf(scores.Length, outputs), Classes = outputs, Scores = scores, Targets = targets, Logits = logits, ElementWise = true,
        };
    }

    /// <summary>Scores that each say yes or no, with int labels.</summary>
    /// <param name="scores">Probabilities of yes or their logits, <c>[Rows]</c>.</param>
    /// <param name="labels">1 for yes and 0 for no, <c>[Rows]</c>.</param>
    /// <param name="logits">Whether scores are logits rather than probabilities.</param>
    public static MetricBatch OfYesNo(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, bool logits = false)
    {
        CheckAsMany(scores.Length, labels.Length, "scores", "labels", nameof(scores));
        return new MetricBatch { Samples = scores.Length, Classes = 1, Scores = scores, Labels = labels, Logits = logits, ElementWise = true };
    }

    /// <summary>Outputs with the numbers that they should have been.</summary>
    /// <param name="outputs"><c>[Rows, Columns]</c>.</param>
    /// <param name="targets"><c>[Rows, Columns]</c>.</param>
    /// <param name="columns">How many numbers a row has.</param>
    public static MetricBatch OfNumbers(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int columns = 1)
    {
        CheckAsMany(outputs.Length, targets.Length, "outputs", "targets", nameof(outputs));
        return new MetricBatch { Samples = RowsOf(outputs.Length, columns), Classes = columns, Scores = outputs, Targets = targets };
    }

    private static void CheckAsMany(int count, int expected, string what, string others, string parameter)
    {
        if (count != expected)
        {
            throw new ArgumentException($"There are {count} {what} to {expected} {others}; pass as many.", parameter);
        }
    }

    private static int RowsOf(int values, int columns) => columns > 0 && values % columns == 0
        ? values / columns
        : throw new ArgumentException($"{values} values are no whole number of rows of {columns}; pass whole rows.", nameof(columns));

    private static void CheckLabels(ReadOnlySpan<int> labels, int classes, int? ignored, string parameter)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes && labels[i] != ignored)
            {
                throw new ArgumentException(
                    $"{parameter}[{i}] is {labels[i]}, but the classes are 0 to {classes - 1}; correct it, or name it as the ignored label.", parameter);
            }
        }
    }
}
