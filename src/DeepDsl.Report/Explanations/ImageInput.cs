using DeepDsl.CompilerServices;

namespace DeepDsl.Report;

/// <summary>The input of a model that is an image, in gray or in colours, with the samples of a data set.</summary>
internal sealed class ImageInput
{
    private readonly Dataset _data;
    private readonly DataColumn _column;
    private readonly float _low;
    private readonly float _range;

    private ImageInput(int input, int[] shape, Dataset data, DataColumn column)
    {
        (Index, Height, Width, Channels) = (input, shape[0], shape[1], shape[2]);
        (_data, _column) = (data, column);
        // Samples that were normalised are brought back to what can be seen; others are as they are.
        (_low, float high) = (0, 1);
        (float least, float most) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (int row in data.Rows)
        {
            foreach (float value in column.Floats.AsSpan(row * column.Width, column.Width))
            {
                (least, most) = float.IsFinite(value) ? (Math.Min(least, value), Math.Max(most, value)) : (least, most);
            }
        }
        (_low, high) = least < 0 || most > 1 ? (least, most) : (_low, high);
        _range = high > _low ? high - _low : 1;
    }

    /// <summary>Which input of the model it is.</summary>
    public int Index { get; }

    public int Height { get; }

    public int Width { get; }

    /// <summary>1 for gray, 3 for colours.</summary>
    public int Channels { get; }

    /// <summary>The first input of floats [H, W, 1] or [H, W, 3]; null for a model without one.</summary>
    public static ImageInput? Find(Network net, Dataset data)
    {
        NetworkDefinition model = net.Definition;
        DatasetBinding binding = new(model, data, "the test set", inputsAlone: true);
        for (int i = 0; i < model.Inputs.Length; i++)
        {
            if (model.Inputs[i] is { IsInt: false, Sizes: null, Shape: [> 1, > 1, 1 or 3] shape } && binding.InputColumns[i] is { } column)
            {
                return new ImageInput(i, shape, data, column);
            }
        }
        return null;
    }

    /// <summary>A sample's values from 0 for black to 1 for white.</summary>
    public float[] Seen(int sample) => Array.ConvertAll(Given(sample).ToArray(), v => (v - _low) / _range);

    /// <summary>The mean over the colours.</summary>
    public float[] Gray(int sample)
    {
        float[] seen = Seen(sample);
        float[] gray = new float[Height * Width];
        for (int i = 0; i < seen.Length; i++)
        {
            gray[i / Channels] += seen[i] / Channels;
        }
        return gray;
    }

    public Html Picture(int sample, string label) => Pictures.Image(Seen(sample), Width, Channels, label);

    /// <summary>As the model is given it.</summary>
    public ReadOnlySpan<float> Given(int sample) => _column.Floats.AsSpan(_data.Rows[sample] * _column.Width, _column.Width);
}
