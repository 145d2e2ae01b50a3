using DeepDsl.Compiler.Build;

namespace DeepDsl.Report;

/// <summary>Where the model looks in some samples: by gradients, or for larger models by covering parts of them.</summary>
internal static class Looks
{
    private const string ByGradients =
        "Bright is what the score of the predicted class depends on: by its gradient at each pixel (saliency), and by the maps of a "
        + "convolution, weighted by the gradients at them (Grad-CAM), over the image in gray.";

    private const string ByOcclusion =
        "Bright is what the prediction depends on, by occlusion: how much its probability falls where a part of the image is covered. "
        + "Gradients are interpreted for models with one input and fewer multiply-adds alone.";

    /// <param name="net">The model.</param>
    /// <param name="test">Its data.</param>
    /// <param name="output">Which is asked.</param>
    /// <param name="samples">Of the data.</param>
    /// <param name="image">In which it looks.</param>
    /// <param name="batchSize">Samples at a time; 0 for the model's own.</param>
    /// <param name="build">Makes the graph that gradients are added to.</param>
    public static Html Of(
        Network net, Dataset test, OutputResult output, int[] samples, ImageInput image, int batchSize, Func<BuiltModel?> build)
    {
        if (samples.Length == 0)
        {
            return default;
        }
        if (PredictedPlace.Of(output, samples[0]) == null)
        {
            return Titled(Section.Missing("That is asked of one predicted value, and a sample of this output has several."));
        }
        bool isByGradients = build() is { } built && GradientExplanations.CanRun(built, samples.Length);
        Func<int, IEnumerable<Explanation>> explain = Explainer(isByGradients);
        return Titled(Html.Of($"""
            <p class="lead">{(isByGradients ? ByGradients : ByOcclusion)}</p>
            <ul class="samples rows">
            {Html.Lines(samples.Select(s => One(s, image, output, [.. explain(s)])))}
            </ul>
            """));

        Func<int, IEnumerable<Explanation>> Explainer(bool byGradients)
        {
            int index = output.Loss.Output;
            if (byGradients)
            {
                GradientExplanations gradients = new(build()!, net, image, index);
                return s => gradients.Of(s, PredictedPlace.Of(output, s)!.Value);
            }
            OcclusionExplanations occlusion = new(net, test, image, index, batchSize);
            return s => [occlusion.Of(s, PredictedPlace.Of(output, s)!.Value)];
        }
    }

    private static Html Titled(Html body) => Html.Of($"<h4>Where it looks</h4>\n{body}");

    private static Html One(int sample, ImageInput image, OutputResult output, Explanation[] explanations)
    {
        string name = $"sample {Numbers.Count(sample)}";
        float[] gray = image.Gray(sample);
        Html Heat(Explanation explanation)
        {
            Html picture = Pictures.Heat(explanation.Heat, image.Width, explanation.IsFine ? [] : gray, $"{explanation.Name} of {name}");
            return Html.Of($"<div>{picture}<span>{explanation.Name}</span></div>");
        }
        return Html.Of($"""
            <li><div class="triple"><div>{image.Picture(sample, $"Image of {name}")}<span>{name}</span></div>
            {Html.Lines(explanations.Select(Heat))}</div>taken for {SampleText.Predicted(output, sample)}</li>
            """);
    }
}
