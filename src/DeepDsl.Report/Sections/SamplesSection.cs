using DeepDsl.Compiler.Build;

namespace DeepDsl.Report;

/// <summary>The samples that the model is most wrong about, and where it looks in them.</summary>
internal static class SamplesSection
{
    /// <param name="net">The model.</param>
    /// <param name="results">Null for none.</param>
    /// <param name="options">How many.</param>
    /// <param name="build">Makes the graph that gradients are added to; called where they are wanted.</param>
    public static Section? Of(Network net, TestResults? results, ReportOptions options, Func<BuiltModel?> build)
    {
        const string Title = "Samples";
        if (results == null || results.Outputs.Count == 0 || options.WorstSamples == 0)
        {
            return null;
        }
        OutputResult output = results.Outputs[0];
        if (SampleErrors.Of(output, results.Test.Count) is not { } errors)
        {
            return new Section("samples", Title, Section.Missing(
                $"No sample is shown, since output '{output.Name}' is about sequences, whose errors belong to no sample as a whole."));
        }
        int[] worst = [.. Enumerable.Range(0, errors.Length).OrderByDescending(s => double.IsNaN(errors[s]) ? double.PositiveInfinity : errors[s]).Take(options.WorstSamples)];
        int[] explained = [.. worst.Take(options.ExplainedSamples)];
        ImageInput? image = ImageInput.Find(net, results.Test);
        string measure = output.Kind == OutputKind.Numbers ? "mean squared error" : output.IsHinge ? "hinge" : "log loss";
        string of = results.Outputs.Count == 1 ? "" : $" of output '{output.Name}'";
        return new Section("samples", Title, Html.Lines(
        [
            Html.Of($"<h3>Most wrong</h3>\n<p class=\"lead\">By {measure}{of}; numbers of samples count from 0 in the test data.</p>"),
            image == null ? Listed(output, worst, errors, measure).Write() : Pictured(output, worst, errors, image),
            image == null ? default : Looks.Of(net, results.Test, output, explained, image, options.BatchSize, build),
        ]));
    }

    private static Table Listed(OutputResult output, int[] samples, double[] errors, string measure)
    {
        string[] Row(int sample) =>
            [Numbers.Count(sample), SampleText.Actual(output, sample), SampleText.Predicted(output, sample), Numbers.Measure(errors[sample])];
        return new Table("Samples that the model is most wrong about", "sample", "actual", "predicted", measure)
        {
            Rows = [.. samples.Select(Row)],
            Texts = output.Kind == OutputKind.Numbers ? [] : [1, 2],
        };
    }

    private static Html Pictured(OutputResult output, int[] samples, double[] errors, ImageInput image)
    {
        Html One(int sample)
        {
            string number = Numbers.Count(sample);
            Html caption = SampleText.CanSay(output)
                ? Html.Of($"is {SampleText.Actual(output, sample)}<br>taken for {SampleText.Predicted(output, sample)}<br>") : default;
            Html foot = Html.Of($"<span class=\"lead\">sample {number}, {Numbers.Measure(errors[sample])}</span>");
            return Html.Of($"<li>{image.Picture(sample, $"Sample {number}")}{caption}{foot}</li>");
        }
        return Html.Of($"<ul class=\"samples\">\n{Html.Lines(samples.Select(One))}\n</ul>");
    }
}
