using System.Runtime.InteropServices;
using DeepDsl.CompilerServices;
using static System.FormattableString;

namespace DeepDsl;

/// <summary>What the samples of a fit show.</summary>
internal static class DataAdvice
{
    /// <summary>Wider inputs are images and the like, whose values are of one kind.</summary>
    private const int MostFeatures = 1024;

    private static readonly Loss[] s_regressions = [Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.Huber, Loss.LogCosh];

    public static IEnumerable<Advice> Of(NetworkDefinition model, Dataset train, Dataset? validation, IReadOnlyList<Metric> metrics)
    {
        foreach (DataColumn column in train.Inputs.Where(c => !c.IsInt))
        {
            if (InputScale(column, train) is { } scale)
            {
                yield return scale;
            }
        }

        if (model.Losses is [{ } loss] && train.Targets is [var target])
        {
            if (!target.IsInt && s_regressions.Contains(loss.Kind) && TargetScale(target, train) is { } scale)
            {
                yield return scale;
            }

            if (target.IsInt && loss.Classes > 0 && Imbalance(train, loss, metrics) is { } imbalance)
            {
                yield return imbalance;
            }
        }

        if (validation is not null && Repetition(train, validation) is { } repetition)
        {
            yield return repetition;
        }
    }

    private static Advice? InputScale(DataColumn column, Dataset train)
    {
        ColumnScale[] scales = ColumnScale.All(column, train.Rows);
        int[] varied = [.. Enumerable.Range(0, scales.Length).Where(i => scales[i].Deviation > 0)];
        if (varied.Length == 0)
        {
            return null;
        }

        int least = varied.MinBy(i => scales[i].Deviation);
        int most = varied.MaxBy(i => scales[i].Deviation);
        if (scales.Length <= MostFeatures && scales[most].Deviation > 1000 * scales[least].Deviation)
        {
            return new Advice(AdviceKind.InputScale, Invariant(
                $"Value {most} of '{column.Name}' deviates by {scales[most].Deviation:G3} and value {least} by {scales[least].Deviation:G3}: what is large ")
                + "hides what is small. Scale each to a deviation of 1 (Dataset.Normalize).");
        }

        double deviation = Math.Sqrt(varied.Average(i => scales[i].Deviation * scales[i].Deviation));
        double mean = varied.Average(i => Math.Abs(scales[i].Mean));
        return deviation <= 20 && mean <= 20 * Math.Max(deviation, 1) ? null : new Advice(AdviceKind.InputScale, Invariant(
            $"Values of '{column.Name}' have a mean of {mean:G3} and a deviation of {deviation:G3}, where weights start for a deviation of about 1. ")
            + "Scale them (Dataset.Normalize), or divide by a constant.");
    }

    private static Advice? TargetScale(DataColumn column, Dataset train)
    {
        foreach (ColumnScale scale in ColumnScale.All(column, train.Rows))
        {
            if (Math.Abs(scale.Mean) > 20 || scale.Deviation is > 20 or (> 0 and < 1e-3))
            {
                return new Advice(AdviceKind.TargetScale, Invariant(
                    $"Targets of '{column.Name}' have a mean of {scale.Mean:G3} and a deviation of {scale.Deviation:G3}, where outputs start near 0 with ")
                    + "a deviation of about 1, so that the first epochs go into their scale. Subtract the mean, divide by the deviation, and undo that on "
                    + "predictions.");
            }
        }

        return null;
    }

    private static Advice? Imbalance(Dataset train, LossDefinition loss, IReadOnlyList<Metric> metrics)
    {
        LabelShares shares = LabelShares.Of(train, loss.IgnoreIndex);
        bool onlyAccuracy = metrics.Count > 0 && metrics.All(m => m is Accuracy or BinaryAccuracy);
        if (!onlyAccuracy || shares.Classes < 2 || shares.Largest.Share < Math.Max(0.8, Math.Min(3.0 / shares.Classes, 0.9)))
        {
            return null;
        }

        (int label, double share) = shares.Largest;
        string name = train.ClassNames.Count > label ? train.ClassNames[label] : Invariant($"class {label}");
        return new Advice(AdviceKind.ImbalancedLabels, Invariant(
            $"{100 * share:0.0}% of the samples are {name}, so who always says so has an accuracy of {share:0.000}. Measure F1Score, Recall or ")
            + "AreaUnderCurve beside it, and weigh the classes (Dataset.WithWeights).");
    }

    /// <summary>Samples of validation whose inputs are, to the bit, those of a sample in training.</summary>
    private static Advice? Repetition(Dataset train, Dataset validation)
    {
        if (train.Inputs.Count != validation.Inputs.Count
            || train.Inputs.Zip(validation.Inputs).Any(p => p.First.Width != p.Second.Width || p.First.IsInt != p.Second.IsInt))
        {
            return null;
        }

        // By 64 bits of each: of a million samples in either set, one pair in ten million such sets is taken for equal.
        HashSet<ulong> known = [.. Enumerable.Range(0, train.Count).Select(i => Hash(train, i))];
        int repeated = Enumerable.Range(0, validation.Count).Count(i => known.Contains(Hash(validation, i)));
        return repeated * 100 < validation.Count ? null : new Advice(AdviceKind.RepeatedSamples, Invariant(
            $"{repeated} of {validation.Count} samples of the validation set ({100.0 * repeated / validation.Count:0.0}%) are in the training set too, ")
            + "so it measures what the model has seen. Take repeated samples out before you split.");
    }

    private static ulong Hash(Dataset data, int sample)
    {
        ulong hash = 14695981039346656037;
        foreach (DataColumn column in data.Inputs)
        {
            int start = data.Rows[sample] * column.Width;
            ReadOnlySpan<int> bits = column.IsInt
                ? column.Ints.AsSpan(start, column.Width) : MemoryMarshal.Cast<float, int>(column.Floats.AsSpan(start, column.Width));
            foreach (int value in bits)
            {
                hash = (hash ^ (uint)value) * 1099511628211;
                hash ^= hash >> 29;
            }
        }

        return hash;
    }
}
