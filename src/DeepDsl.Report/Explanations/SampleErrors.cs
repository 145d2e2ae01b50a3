namespace DeepDsl.Report;

/// <summary>How wrong an output is about each sample: the logarithm of what it gave the truth, or the mean squared error.</summary>
internal static class SampleErrors
{
    private const double Least = 1e-30;

    /// <summary>Null where errors of samples are none of rows: of padded sequences, and of sequences of labels.</summary>
    public static double[]? Of(OutputResult output, int samples)
    {
        if (output.IsPadded || output.Kind is OutputKind.Sequences or OutputKind.Other)
        {
            return null;
        }
        double[] errors = new double[samples];
        int width = output.Predicted.Width;
        for (int sample = 0; sample < samples; sample++)
        {
            errors[sample] = output.Kind == OutputKind.Classes ? OfClasses(output, sample) : OfValues(output, sample, width);
        }
        return errors;
    }

    private static double OfClasses(OutputResult output, int sample)
    {
        int classes = output.Predicted.Classes;
        int rows = output.Predicted.Width / classes;
        (double sum, int count) = (0, 0);
        for (int row = sample * rows; row < (sample + 1) * rows; row++)
        {
            int truth = TrueClass(output, row);
            if (truth >= 0 && truth < classes && truth != output.Loss.IgnoreIndex)
            {
                ReadOnlySpan<float> given = output.Predicted.Probabilities.Slice(row * classes, classes);
                sum += output.IsHinge ? Hinge(given, truth) : -Math.Log(Math.Max(Least, given[truth]));
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /// <summary>The label of a row, or the place of its highest target.</summary>
    public static int TrueClass(OutputResult output, int row) => output.Labels.Length > 0 ? output.Labels[row]
        : MetricBatch.IndexOfMax(output.Targets.AsSpan(row * output.Predicted.Classes, output.Predicted.Classes));

    /// <summary>By how much the truth fails to be 1 above all others.</summary>
    private static double Hinge(ReadOnlySpan<float> scores, int truth)
    {
        double other = double.NegativeInfinity;
        for (int i = 0; i < scores.Length; i++)
        {
            other = i == truth ? other : Math.Max(other, scores[i]);
        }
        return Math.Max(0, 1 + other - scores[truth]);
    }

    private static double OfValues(OutputResult output, int sample, int width)
    {
        double sum = 0;
        for (int i = sample * width; i < (sample + 1) * width; i++)
        {
            double value = output.Predicted.Probabilities[i];
            double target = output.Targets.Length > 0 ? output.Targets[i] : output.Labels[i] > 0 ? 1 : 0;
            sum += output is { Kind: OutputKind.YesNo, IsHinge: true } ? Math.Max(0, 1 - (target > 0.5 ? value : -value))
                : output.Kind == OutputKind.YesNo ? -Math.Log(Math.Max(Least, target > 0.5 ? value : 1 - value))
                : (value - target) * (value - target);
        }
        return sum / width;
    }
}
