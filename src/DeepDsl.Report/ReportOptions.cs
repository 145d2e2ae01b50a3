namespace DeepDsl.Report;

/// <summary>What a report shows.</summary>
public sealed record ReportOptions
{
    /// <summary>The heading; null for the name of the model.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Names of the classes of the first output that has any; null for those that <c>[Labels]</c> of the model gives, or else those of
    /// the test data (<see cref="Dataset.ClassNames"/>).
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>How many of the samples that the model is most wrong about are shown.</summary>
    public int WorstSamples { get; init; } = 12;

    /// <summary>For how many of those a picture shows where the model looks, where its input is an image.</summary>
    public int ExplainedSamples { get; init; } = 4;

    /// <summary>Samples at a time; 0 for the model's own.</summary>
    public int BatchSize { get; init; }
}
