using DeepDsl.CompilerServices;

namespace DeepDsl.Report;

/// <summary>What an output says of the test data, and what it should have said.</summary>
/// <param name="Loss">That compares it with targets.</param>
/// <param name="Predicted">Of all samples.</param>
/// <param name="Kind">Of values.</param>
internal sealed record OutputResult(LossDefinition Loss, PredictedOutput Predicted, OutputKind Kind)
{
    /// <summary>Whether what it gives are scores that are no probabilities, of which those above 0 mean yes.</summary>
    public bool IsHinge => Loss.Kind == DeepDsl.Loss.Hinge;

    /// <summary>Int targets in the order of the samples; empty where they are floats.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Float targets in the order of the samples; empty where they are ints.</summary>
    public required float[] Targets { get; init; }

    /// <summary>Of the classes; numbers where nobody named them.</summary>
    public required ClassNames Classes { get; init; }

    /// <summary>What was measured, by kind.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>The metric that counts each answer by itself, which is no number.</summary>
    public const string Counts = "counts";

    public string Name => Predicted.Name;

    /// <summary>Whether rows are steps of sequences, of which some are padding.</summary>
    public bool IsPadded => Loss.Lengths != null;

    /// <summary>What a metric of this output is called beside others.</summary>
    public static string MetricName(string name, string output) => $"{name} of {output}";

    /// <summary>The name of one of its metrics where nobody asks of which output.</summary>
    public string PlainName(Metric metric) => metric.Name[..^MetricName("", Name).Length];

    public TMetric? Find<TMetric>()
        where TMetric : Metric => Metrics.OfType<TMetric>().FirstOrDefault();
}
