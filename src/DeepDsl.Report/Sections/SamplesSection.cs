using DeepDsl.Compiler.Build;

namespace DeepDsl.Report;

/// <summary>The samples that the model is most wrong about, and where it looks in them.</summary>
internal static class SamplesSection
{
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
        int[] worst = [.. Enumerable.Range(0, errors.Length).OrderByDescending(s => errors[s]).Take(options.WorstSamples)];
        ImageInput? image = ImageInput.Find(net, results.Test);
        string measure = output.Kind == OutputKind.Numbers ? "mean squared error" : "log loss";
        string of = results.Outputs.Count == 1 ? "" : $" of output '{output.Name}'";
        return new Section("samples", Title, Html.Lines(
        [
            Html.Of($"<h3>Most wrong</h3>\n<p class=\"lead\">By {measure}{of}; numbers of samples count from 0 in the test data.</p>"),
            image == null ? Listed(output, worst, errors, measure).Write() : Pictured(output, worst, errors, image),
            image == null ? default : Explained(net, results.Test, output, [.. worst.Take(options.ExplainedSamples)], image, options, build),
        ]));
    }

    private static Table Listed(OutputResult output, int[] samples, double[] errors, string measure) =>
        new("Samples that the model is most wrong about", "sample", "actual", "predicted", measure)
        {
            Rows = [.. samples.Select(s => (string[])[Numbers.Count(s), Actual(output, s), Predicted(output, s), Numbers.Measure(errors[s])])],
            Texts = output.Kind == OutputKind.Numbers ? [] : [1, 2],
        };

    private static Html Pictured(OutputResult output, int[] samples, double[] errors, ImageInput image) => Html.Of($"""
        <ul class="samples">
        {Html.Lines(samples.Select(s => Html.Of($"<li>{image.Picture(s, $"Sample {Numbers.Count(s)}")}{Caption(output, s)}<br><span class=\"lead\">sample {Numbers.Count(s)}, {Numbers.Measure(errors[s])}</span></li>")))}
        </ul>
        """);

    private static Html Caption(OutputResult output, int sample) =>
        output.Predicted.Width > output.Predicted.Classes || (output.Kind == OutputKind.Numbers && output.Predicted.Width > 1) ? default
        : Html.Of($"is {Actual(output, sample)}<br>taken for {Predicted(output, sample)}");

    private static string Actual(OutputResult output, int sample)
    {
        int width = output.Predicted.Width;
        return output.Kind switch
        {
            OutputKind.Classes when width == output.Predicted.Classes => output.Classes[SampleErrors.TrueClass(output, sample)],
            OutputKind.YesNo when width == 1 => Answer(output.Targets.Length > 0 ? output.Targets[sample] : output.Labels[sample]),
            OutputKind.YesNo => Answers(output, i => output.Targets[(sample * width) + i] > 0.5f),
            OutputKind.Numbers when width == 1 => Numbers.Short(output.Targets[sample]),
            _ => Numbers.Of(width, "value"),
        };
    }

    private static string Predicted(OutputResult output, int sample)
    {
        int width = output.Predicted.Width;
        float[] given = output.Predicted.Probabilities.Slice(sample * width, width).ToArray();
        switch (output.Kind)
        {
            case OutputKind.Classes when width == output.Predicted.Classes:
                int best = MetricBatch.IndexOfMax(given);
                return $"{output.Classes[best]} ({Numbers.Percent(100 * given[best])})";
            case OutputKind.YesNo when width == 1:
                return given[0] > 0.5f ? $"yes ({Numbers.Percent(100 * given[0])})" : $"no ({Numbers.Percent(100 * (1 - given[0]))})";
            case OutputKind.YesNo:
                return Answers(output, i => given[i] > 0.5f);
            default:
                return width == 1 ? Numbers.Short(given[0]) : Numbers.Of(width, "value");
        }
    }

    private static string Answer(float target) => target > 0.5f ? "yes" : "no";

    private static string Answers(OutputResult output, Func<int, bool> isYes)
    {
        string[] held = [.. Enumerable.Range(0, output.Predicted.Width).Where(isYes).Select(i => output.Classes[i])];
        return held.Length == 0 ? "none" : Listing.Of(held);
    }

    private static Html Explained(
        Network net, Dataset test, OutputResult output, int[] samples, ImageInput image, ReportOptions options, Func<BuiltModel?> build)
    {
        if (samples.Length == 0)
        {
            return default;
        }
        if (PredictedPlace.Of(output, samples[0]) == null)
        {
            return Html.Of($"<h4>Where it looks</h4>\n{Section.Missing("That is asked of one predicted value, and a sample of this output has several.")}");
        }
        int index = output.Loss.Output;
        BuiltModel? built = build();
        bool byGradient = built != null && GradientExplanations.CanRun(built, samples.Length);
        Func<int, IEnumerable<Explanation>> explain;
        string how;
        if (byGradient)
        {
            GradientExplanations gradients = new(built!, net, image, index);
            explain = s => gradients.Of(s, PredictedPlace.Of(output, s)!.Value);
            how = "Bright is what the score of the predicted class depends on: by its gradient at each pixel (saliency), and by the maps of a convolution, "
                + "weighted by the gradients at them (Grad-CAM), over the image in gray.";
        }
        else
        {
            OcclusionExplanations occlusion = new(net, test, image, index, options.BatchSize);
            explain = s => [occlusion.Of(s, PredictedPlace.Of(output, s)!.Value)];
            how = "Bright is what the prediction depends on, by occlusion: how much its probability falls where a part of the image is covered. "
                + "Gradients are interpreted for models with one input and fewer multiply-adds alone.";
        }
        return Html.Of($"""
            <h4>Where it looks</h4>
            <p class="lead">{how}</p>
            <ul class="samples rows">
            {Html.Lines(samples.Select(s => One(s, image, output, [.. explain(s)])))}
            </ul>
            """);
    }

    private static Html One(int sample, ImageInput image, OutputResult output, Explanation[] explanations)
    {
        string name = $"sample {Numbers.Count(sample)}";
        float[] gray = image.Gray(sample);
        Html Heat(Explanation explanation)
        {
            bool isOver = explanation.Name != "saliency";
            Html picture = Pictures.Heat(explanation.Heat, image.Width, isOver ? gray : [], $"{explanation.Name} of {name}");
            return Html.Of($"<div>{picture}<span>{explanation.Name}</span></div>");
        }
        return Html.Of(
            $"<li><div class=\"triple\"><div>{image.Picture(sample, $"Image of {name}")}<span>{name}</span></div>{explanations.Select(Heat)}</div>taken for {Predicted(output, sample)}</li>");
    }
}
