namespace DeepDsl;

/// <summary>What a model says of one sample, by output.</summary>
/// <param name="Values">Probabilities where the loss tells them, else what the model gives.</param>
/// <param name="Labels">The number of the class; 0 for outputs without classes.</param>
internal readonly record struct Answer(float[][] Values, int[] Labels)
{
    /// <summary>The answers for all samples.</summary>
    /// <param name="predictions">What was said of them.</param>
    /// <param name="outputs">What the outputs are.</param>
    public static Answer[] Of(Predictions predictions, OutputForm[] outputs)
    {
        int[]?[] labels = Array.ConvertAll(outputs, o => o.HasClasses ? predictions.Outputs[o.Index].Labels() : null);
        Answer[] answers = new Answer[predictions.Count];
        for (int i = 0; i < answers.Length; i++)
        {
            int sample = i;
            answers[i] = new(
                Array.ConvertAll(outputs, o => ValuesOf(predictions.Outputs[o.Index], sample)),
                Array.ConvertAll(labels, l => l?[sample] ?? 0));
        }
        return answers;
    }

    private static float[] ValuesOf(PredictedOutput output, int sample) =>
        output.Probabilities.Slice(sample * output.Width, output.Width).ToArray();
}
