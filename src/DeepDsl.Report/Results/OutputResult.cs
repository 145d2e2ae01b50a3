using DeepDsl.CompilerServices;

namespace DeepDsl.Report;

/// <summary>What an output says of the test data, and what it should have said.</summary>
/// <param name="Loss">That compares it with targets.</param>
/// <param name="Predicted">Of all samples.</param>
/// <param name="Kind">Of values.</param>
internal sealed record OutputResult(LossDefinition Loss, PredictedOutput Predicted, OutputKind Kind)
{
    /// <summary>Int targets in the order of the samples; empty where they are floats.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Float targets in the order of the samples; empty where they are ints.</summary>
    public required float[] Targets { get; init; }

    /// <summary>Of the classes; numbers where nobody named them.</summary>
    public required ClassNames Classes { get; init; }

    /// <summary>What was measured, by kind.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    public string Name => Predicted.Name;

    /// <summary>Whether rows are steps of sequences, of which some are padding.</summary>
    public bool IsPadded => Loss.Lengths != null;

    public TMetric? Find<TMetric>()
        where TMetric : Metric => Metrics.OfType<TMetric>().FirstOrDefault();
}
