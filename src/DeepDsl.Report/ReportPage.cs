using DeepDsl.Compiler.Build;
using DeepDsl.CompilerServices;

namespace DeepDsl.Report;

/// <summary>The parts of a report, in their order.</summary>
internal static class ReportPage
{
    public static string Write(Network net, History? history, Dataset? test, ReportOptions options)
    {
        TestResults? results = test == null || net.Definition.Losses.Length == 0 ? null : TestResults.Of(net, test, options);

        // Built anew for each use, since each adds to the graphs.
        BuiltModel? built = TrainedModel.Find(net);
        Section?[] sections =
        [
            TrainingSection.Of(history),
            test != null && results == null ? WithoutLoss(net) : ResultsSection.Of(results),
            SamplesSection.Of(net, results, options, () => TrainedModel.Find(net)),
            FiltersSection.Of(net),
            ModelSection.Of(net, built),
            built == null ? null : MemorySection.Of(net, built),
        ];
        string title = options.Title ?? net.Definition.Name;
        return Page.Write(title, Lead(net, title) + Facts(net, history, results), [.. sections.OfType<Section>()]);
    }

    private static Section WithoutLoss(Network net) => new("results", "Results", Section.Missing(
        $"There are no results, since {net.Definition.Name} has no loss that would say what is right; add a [Loss]."));

    private static Html Lead(Network net, string title)
    {
        NetworkDefinition model = net.Definition;
        string name = title == model.Name ? "" : $"{model.Name}, ";
        string what = model.Losses.Length == 0 ? ""
            : $", trained by {net.Training.Optimizer} for {Listing.Of(model.Losses, l => l.Kind.ToString())}";
        string lead = $"{name}on {net.Device} in {net.Precision}, after {Numbers.Of(net.Step, "update")}{what}.";
        return Html.Of($"<p class=\"lead\">{lead}</p>\n");
    }

    private static Html Facts(Network net, History? history, TestResults? results)
    {
        List<(string, string)> facts = [];
        if (results != null)
        {
            facts.Add(("test loss", Numbers.Measure(results.Evaluation.Loss)));
            foreach (OutputResult output in results.Outputs)
            {
                if (Main(output) is { } main)
                {
                    facts.Add(($"test {(results.Outputs.Count == 1 ? output.PlainName(main) : main.Name)}", Numbers.Measure(main.Value)));
                }
            }
            facts.Add(("test samples", Numbers.Count(results.Test.Count)));
        }
        facts.Add(("parameters", Numbers.Count(net.Parameters.Sum(p => (long)p.Length))));
        if (history is { Epochs: { Count: > 0 } epochs })
        {
            facts.Add(("epochs", Numbers.Count(epochs.Count)));
            facts.Add(("best epoch", TrainingSection.Best(epochs) is { } best ? Numbers.Count(best.Epoch) : Numbers.Measure(double.NaN)));
            facts.Add(("training took", Numbers.Seconds(epochs.Sum(e => e.Seconds))));
        }
        return ResultsSection.Facts(facts);
    }

    /// <summary>The number by which an output is judged first.</summary>
    private static Metric? Main(OutputResult output) =>
        (Metric?)output.Find<ConfusionMatrix>() ?? (Metric?)output.Find<RootMeanSquaredError>() ?? output.Metrics.FirstOrDefault();
}
