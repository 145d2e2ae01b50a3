namespace DeepDsl.Report;

/// <summary>What a sample is and what it was taken for, in words.</summary>
internal static class SampleText
{
    /// <summary>Whether a sample has one answer, or as many as it has classes, which a word or two can say.</summary>
    public static bool CanSay(OutputResult output) => output.Kind == OutputKind.Numbers
        ? output.Predicted.Width == 1
        : output.Predicted.Width == output.Predicted.Classes;

    public static string Actual(OutputResult output, int sample)
    {
        int width = output.Predicted.Width;
        return output.Kind switch
        {
            _ when !CanSay(output) => Numbers.Of(width, "value"),
            OutputKind.Classes => output.Classes[SampleErrors.TrueClass(output, sample)],
            OutputKind.YesNo when output.Targets.Length == 0 => output.Labels[sample] > 0 ? "yes" : "no",
            OutputKind.YesNo when width == 1 => output.Targets[sample] > 0.5f ? "yes" : "no",
            OutputKind.YesNo => Answers(output, output.Targets.AsSpan(sample * width, width)),
            _ => Numbers.Short(output.Targets[sample]),
        };
    }

    public static string Predicted(OutputResult output, int sample)
    {
        int width = output.Predicted.Width;
        ReadOnlySpan<float> given = output.Predicted.Probabilities.Slice(sample * width, width);
        int best = MetricBatch.IndexOfMax(given);
        float middle = output.IsHinge ? 0 : 0.5f;
        return output.Kind switch
        {
            _ when !CanSay(output) => Numbers.Of(width, "value"),
            OutputKind.Classes => Sure(output, output.Classes[best], given[best]),
            OutputKind.YesNo when width == 1 && given[0] > middle => Sure(output, "yes", given[0]),
            OutputKind.YesNo when width == 1 => Sure(output, "no", output.IsHinge ? given[0] : 1 - given[0]),
            OutputKind.YesNo => Answers(output, given, middle),
            _ => Numbers.Short(given[0]),
        };
    }

    /// <summary>An answer with its probability, or with a score that is none.</summary>
    private static string Sure(OutputResult output, string answer, float value) =>
        $"{answer} ({(output.IsHinge ? Numbers.Short(value) : Numbers.Percent(100 * value))})";

    private static string Answers(OutputResult output, ReadOnlySpan<float> probabilities, float middle = 0.5f)
    {
        List<string> held = [];
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] > middle)
            {
                held.Add(output.Classes[i]);
            }
        }
        return held.Count == 0 ? "none" : Listing.Of(held);
    }
}
