namespace DeepDsl.Report;

/// <summary>What the model says of test data: for each output what can be measured.</summary>
internal static class ResultsSection
{
    public static Section Of(TestResults? results)
    {
        const string Title = "Results";
        if (results == null)
        {
            return new Section("results", Title, Section.Missing(
                "There are no results, since the report was made without test data; give samples that the model was not trained on."));
        }
        string lead = $"{Numbers.Of(results.Test.Count, "sample")}, loss {Numbers.Measure(results.Evaluation.Loss)}.";
        return new Section("results", Title, Html.Lines(
            results.Outputs.Select(o => Of(o, isOnly: results.Outputs.Count == 1)).Prepend(Html.Of($"<p>{lead}</p>"))));
    }

    private static Html Of(OutputResult output, bool isOnly)
    {
        Html body = output.Kind switch
        {
            OutputKind.Classes => ClassResults.Of(output),
            OutputKind.YesNo => YesNoResults.Of(output),
            OutputKind.Numbers when output.Metrics.Count > 0 => NumberResults.Of(output),
            OutputKind.Sequences => Measures(output) + Section.Missing(
                $"The loss {output.Loss.Kind} compares whole sequences of labels, of which there is no table of classes."),
            OutputKind.Numbers => Section.Missing(
                $"Sequences of output '{output.Name}' are padded, and it gives scores of numbers; Evaluate with metrics of your own."),
            _ => Section.Missing(
                $"The loss {output.Loss.Kind} compares output '{output.Name}' with its target in a way of its own; Evaluate with metrics of "
                + "your own."),
        };
        return isOnly ? body : Html.Of($"<h3>Output {output.Name}</h3>\n{body}");
    }

    /// <summary>The metrics that are one number, as large figures.</summary>
    public static Html Measures(OutputResult output) => Facts(
        output.Metrics.Select(m => (Name: output.PlainName(m), m.Value)).Where(m => m.Name != OutputResult.Counts)
            .Select(m => (m.Name, Numbers.Measure(m.Value))));

    /// <summary>Names with numbers.</summary>
    public static Html Facts(IEnumerable<(string Name, string Value)> facts) => Html.Of(
        $"<dl class=\"facts\">{facts.Select(f => Html.Of($"<div><dt>{f.Name}</dt><dd>{f.Value}</dd></div>"))}</dl>");
}
