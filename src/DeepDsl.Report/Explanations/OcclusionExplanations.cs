namespace DeepDsl.Report;

/// <summary>
/// Which parts of an image a prediction depends on, by covering them one after another (Zeiler and Fergus 2014): predictions alone, for
/// models whose gradient would take too long to interpret.
/// </summary>
internal sealed class OcclusionExplanations(Network net, Dataset data, ImageInput image, int output, int batchSize)
{
    private const int Parts = 8;

    public Explanation Of(int sample, PredictedPlace place)
    {
        (int height, int width) = (Size(image.Height), Size(image.Width));
        (int rows, int columns) = ((image.Height + height - 1) / height, (image.Width + width - 1) / width);
        float[] pixels = image.Given(sample).ToArray();
        float cover = pixels.Average();
        int covered = rows * columns;
        // The last is the sample as it is.
        float[] all = new float[(covered + 1) * pixels.Length];
        for (int part = 0; part <= covered; part++)
        {
            Span<float> one = all.AsSpan(part * pixels.Length, pixels.Length);
            pixels.CopyTo(one);
            for (int y = part / columns * height; part < covered && y < Math.Min(image.Height, ((part / columns) + 1) * height); y++)
            {
                int from = ((y * image.Width) + (part % columns * width)) * image.Channels;
                int to = ((y * image.Width) + Math.Min(image.Width, ((part % columns) + 1) * width)) * image.Channels;
                one[from..to].Fill(cover);
            }
        }
        PredictedOutput predicted = net.Predict(Repeated(sample, covered + 1, all), batchSize).Outputs[output];
        float Score(int part) => place.Sign * predicted.Probabilities[(part * predicted.Width) + place.Index];
        float[] heat = new float[image.Height * image.Width];
        for (int i = 0; i < heat.Length; i++)
        {
            int part = (i / image.Width / height * columns) + (i % image.Width / width);
            heat[i] = Score(covered) - Score(part);
        }
        return new Explanation("occlusion", Explanation.Scaled(heat));
    }

    private static int Size(int pixels) => Math.Max(1, (pixels + Parts - 1) / Parts);

    /// <summary>One sample again and again, each time with another image.</summary>
    private Dataset Repeated(int sample, int count, float[] images)
    {
        int row = data.Rows[sample];
        DatasetBinding binding = new(net.Definition, data, "the test set", inputsAlone: true);
        DataColumn[] inputs = [.. net.Definition.Inputs.Select((input, i) =>
        {
            DataColumn column = binding.InputColumns[i]!;
            return i == image.Index ? new DataColumn(input.Name, images, images.Length / count)
                : column.IsInt ? new DataColumn(input.Name, Again(column.Ints, column.Width), column.Width)
                : new DataColumn(input.Name, Again(column.Floats, column.Width), column.Width);
        })];
        return new Dataset(inputs, []);

        T[] Again<T>(T[] values, int width) =>
            [.. Enumerable.Repeat(values.AsSpan(row * width, width).ToArray(), count).SelectMany(v => v)];
    }
}
