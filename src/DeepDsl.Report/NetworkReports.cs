namespace DeepDsl.Report;

/// <summary>Reports of trained models.</summary>
public static class NetworkReports
{
    /// <summary>
    /// Gathers what is to be known of a model as it is now: its layers and memory, the epochs of its fit, and what it says of test data. The
    /// model stays as it is, and may be used meanwhile as beside a prediction.
    /// </summary>
    /// <param name="net">The model; of any device.</param>
    /// <param name="history">What its fit returned; null for a report without curves.</param>
    /// <param name="test">Samples that it was not trained on, with their targets; null for a report without results.</param>
    /// <param name="options">What is shown; null for the usual.</param>
    /// <exception cref="ArgumentException">The data don't fit the model.</exception>
    public static ModelReport Report(this Network net, History? history = null, Dataset? test = null, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(net);
        options ??= new ReportOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.WorstSamples, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.ExplainedSamples, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.BatchSize, nameof(options));
        return new ModelReport(ReportPage.Write(net, history, test, options));
    }
}
