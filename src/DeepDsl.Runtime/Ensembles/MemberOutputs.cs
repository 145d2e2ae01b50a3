namespace DeepDsl;

/// <summary>What several models say of the samples of a data set, side by side as the input of another model.</summary>
internal sealed class MemberOutputs(int members, int samples)
{
    private readonly float[][] _said = new float[members][];

    /// <summary>What one says of some samples.</summary>
    /// <param name="member">Which.</param>
    /// <param name="places">Of the samples.</param>
    /// <param name="predictions">Of those, in the same order.</param>
    public void Put(int member, int[] places, Predictions predictions)
    {
        int width = predictions.Outputs.Sum(o => o.Width);
        float[] said = Interlocked.CompareExchange(ref _said[member], new float[samples * width], null!) ?? _said[member];
        for (int i = 0; i < places.Length; i++)
        {
            Span<float> row = said.AsSpan(places[i] * width, width);
            foreach (PredictedOutput output in predictions.Outputs)
            {
                output.Probabilities.Slice(i * output.Width, output.Width).CopyTo(row);
                row = row[output.Width..];
            }
        }
    }

    /// <summary>A data set with them as its input, and the targets and weights of another.</summary>
    public Dataset As(Dataset data)
    {
        int[] widths = Array.ConvertAll(_said, s => samples == 0 ? 1 : s.Length / samples);
        float[] all = new float[samples * widths.Sum()];
        Span<float> left = all;
        for (int i = 0; i < samples; i++)
        {
            for (int m = 0; m < widths.Length; m++)
            {
                _said[m].AsSpan(i * widths[m], widths[m]).CopyTo(left);
                left = left[widths[m]..];
            }
        }
        return data.WithInputs([new DataColumn("members", all, widths.Sum())]);
    }
}
