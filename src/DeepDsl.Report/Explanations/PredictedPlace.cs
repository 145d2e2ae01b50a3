namespace DeepDsl.Report;

/// <summary>The value of an output that a prediction rests on, whose reasons are asked for.</summary>
/// <param name="Index">In the values of a sample.</param>
/// <param name="Sign">-1 where a low value decides.</param>
internal readonly record struct PredictedPlace(int Index, int Sign)
{
    /// <summary>The predicted class, the answer, or the one number; null where a sample has several of them.</summary>
    public static PredictedPlace? Of(OutputResult output, int sample)
    {
        int width = output.Predicted.Width;
        ReadOnlySpan<float> values = output.Predicted.Of(sample);
        return output.Kind switch
        {
            OutputKind.Classes when width == output.Predicted.Classes => new PredictedPlace(MetricBatch.IndexOfMax(values), 1),
            OutputKind.YesNo when width == 1 => new PredictedPlace(0, output.Predicted.Labels()[sample] == 1 ? 1 : -1),
            OutputKind.YesNo when width == output.Predicted.Classes => new PredictedPlace(MetricBatch.IndexOfMax(values), 1),
            OutputKind.Numbers when width == 1 => new PredictedPlace(0, 1),
            _ => null,
        };
    }
}
