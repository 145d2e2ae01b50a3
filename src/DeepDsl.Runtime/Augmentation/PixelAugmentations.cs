using System.Numerics.Tensors;

namespace DeepDsl;

internal sealed class FlipAugmentation(bool horizontal) : Augmentation
{
    internal override bool Moves => true;

    public override string ToString() => horizontal ? "FlipHorizontal()" : "FlipVertical()";

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => AugmentChecks.Images(isInt, shape);

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        if (!random.Chance(0.5))
        {
            return;
        }
        // An image is rows of rows of pixels: what is turned round are the pixels of each row, or the rows.
        int parts = horizontal ? sample.Shape[1] : sample.Shape[0];
        int length = horizontal ? sample.Shape[2] : sample.Shape[1] * sample.Shape[2];
        for (int start = 0; start < sample.Values.Length; start += parts * length)
        {
            Reverse(sample.Values.Slice(start, parts * length), length);
        }
    }

    private static void Reverse(Span<float> values, int length)
    {
        for (int low = 0, high = values.Length - length; low < high; low += length, high -= length)
        {
            for (int i = 0; i < length; i++)
            {
                (values[low + i], values[high + i]) = (values[high + i], values[low + i]);
            }
        }
    }
}

internal sealed class NoiseAugmentation(double deviation) : Augmentation
{
    public override string ToString() => FormattableString.Invariant($"Noise({deviation})");

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => isInt || shape.Length == 0 ? "floats" : null;

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        // Padding stays as it is.
        int own = sample.HasLengths ? sample.Values.Length / sample.Shape[0] * sample.Steps : sample.Values.Length;
        foreach (ref float value in sample.Values[..own])
        {
            value += (float)deviation * random.Normal();
        }
    }
}

/// <summary>Pixels away from, or towards, one value or their gray.</summary>
internal sealed class ColourAugmentation(ColourChange change, double most) : Augmentation
{
    // What a colour weighs in the gray of ITU-R BT.601.
    private const float Red = 0.299f;
    private const float Green = 0.587f;
    private const float Blue = 0.114f;

    private bool NeedsThree => change is ColourChange.Saturation or ColourChange.Hue;

    public override string ToString() => FormattableString.Invariant($"{change}({most})");

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) =>
        NeedsThree && (isInt || shape.Length != 3 || shape[2] != 3) ? "images of three colours [H, W, 3]" : AugmentChecks.Images(isInt, shape);

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        float drawn = random.Between(-most, most);
        Span<float> values = sample.Values;
        switch (change)
        {
            case ColourChange.Brightness:
                TensorPrimitives.Add(values, drawn, values);
                break;
            case ColourChange.Contrast:
                float mean = TensorPrimitives.Sum(values) / values.Length;
                TensorPrimitives.Subtract(values, mean, values);
                TensorPrimitives.Multiply(values, 1 + drawn, values);
                TensorPrimitives.Add(values, mean, values);
                break;
            case ColourChange.Saturation:
                Saturate(values, 1 + drawn);
                break;
            default:
                Turn(values, drawn);
                break;
        }
    }

    private static void Saturate(Span<float> values, float factor)
    {
        for (int i = 0; i < values.Length; i += 3)
        {
            float gray = Gray(values.Slice(i, 3));
            for (int c = i; c < i + 3; c++)
            {
                values[c] = gray + (factor * (values[c] - gray));
            }
        }
    }

    /// <summary>Turns the two differences from gray, red's and blue's, as components of equal length.</summary>
    private static void Turn(Span<float> values, float degrees)
    {
        (float sin, float cos) = MathF.SinCos(degrees * MathF.PI / 180);
        for (int i = 0; i < values.Length; i += 3)
        {
            float gray = Gray(values.Slice(i, 3));
            float red = (values[i] - gray) / (1 - Red);
            float blue = (values[i + 2] - gray) / (1 - Blue);
            float turnedRed = ((cos * red) - (sin * blue)) * (1 - Red);
            float turnedBlue = ((sin * red) + (cos * blue)) * (1 - Blue);
            values[i] = gray + turnedRed;
            values[i + 2] = gray + turnedBlue;
            // What keeps the gray.
            values[i + 1] = gray - (((Red * turnedRed) + (Blue * turnedBlue)) / Green);
        }
    }

    private static float Gray(ReadOnlySpan<float> pixel) => (Red * pixel[0]) + (Green * pixel[1]) + (Blue * pixel[2]);
}

internal enum ColourChange { Brightness, Contrast, Saturation, Hue }

/// <summary>A rectangle of one value.</summary>
internal sealed class EraseAugmentation(double least, double most, float fill) : Augmentation
{
    public override string ToString() => FormattableString.Invariant($"Erase({least}, {most})");

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => AugmentChecks.Images(isInt, shape);

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        ImageBox box = ImageBox.Draw(ref random, sample.Shape[0], sample.Shape[1], random.Between(least, most), stretch: 3.3);
        for (int y = box.Top; y < box.Bottom; y++)
        {
            sample.Values[box.Row(y, sample.Shape)].Fill(fill);
        }
    }
}

/// <summary>Pixels of an image, from the top left one to the one behind the bottom right one.</summary>
internal readonly record struct ImageBox(int Top, int Left, int Bottom, int Right)
{
    /// <summary>Of about this part of the area, wholly inside, up to so many times as high as wide or as wide as high.</summary>
    public static ImageBox Draw(ref AugmentRandom random, int height, int width, double area, double stretch)
    {
        double ratio = Math.Exp(random.Between(-Math.Log(stretch), Math.Log(stretch)) / 2);
        int high = Math.Clamp((int)Math.Round(Math.Sqrt(area) * ratio * height), 1, height);
        int wide = Math.Clamp((int)Math.Round(Math.Sqrt(area) / ratio * width), 1, width);
        int top = random.Below(height - high + 1);
        int left = random.Below(width - wide + 1);
        return new(top, left, top + high, left + wide);
    }

    public Range Row(int y, ReadOnlySpan<int> shape) => (((y * shape[1]) + Left) * shape[2])..(((y * shape[1]) + Right) * shape[2]);
}

/// <summary>Moves by whole pixels: a crop of the image with a border around it.</summary>
internal sealed class CropAugmentation(int padding, PadMode border, float fill) : Augmentation
{
    internal override bool Moves => true;

    public override string ToString() => $"RandomCrop({padding})";

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => AugmentChecks.Images(isInt, shape);

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        int down = random.Below((2 * padding) + 1) - padding;
        int right = random.Below((2 * padding) + 1) - padding;
        Span<float> before = Scratch.CopyOf(sample.Values);
        AffineMap map = AffineMap.Identity with { Y = down, X = right };
        AffineSampling.Sample(before, sample.Values, sample.Shape[0], sample.Shape[1], sample.Shape[2], map, border, fill);
    }
}

/// <summary>A Gaussian over rows, then over columns, mirrored at the edges and cut off after four deviations.</summary>
internal sealed class BlurAugmentation(double least, double most) : Augmentation
{
    private const int MostRadius = 64;

    public override string ToString() => FormattableString.Invariant($"Blur({least}, {most})");

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => AugmentChecks.Images(isInt, shape);

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        double deviation = random.Between(least, most);
        int radius = Math.Min((int)((4 * deviation) + 0.5), MostRadius);
        if (radius == 0)
        {
            return;
        }
        Span<float> weights = stackalloc float[radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++)
        {
            sum += Math.Exp(-0.5 * i * i / (deviation * deviation));
        }
        for (int i = 0; i <= radius; i++)
        {
            weights[i] = (float)(Math.Exp(-0.5 * i * i / (deviation * deviation)) / sum);
        }
        (int height, int width, int channels) = (sample.Shape[0], sample.Shape[1], sample.Shape[2]);
        Along(Scratch.CopyOf(sample.Values), sample.Values, weights, height, width * channels, 1);
        Along(Scratch.CopyOf(sample.Values), sample.Values, weights, width, channels, height);
    }

    /// <summary>Along the middle axis of [outer, places, inner].</summary>
    private static void Along(ReadOnlySpan<float> source, Span<float> target, ReadOnlySpan<float> weights, int places, int inner, int outer)
    {
        for (int o = 0; o < outer; o++)
        {
            ReadOnlySpan<float> from = source.Slice(o * places * inner, places * inner);
            for (int p = 0; p < places; p++)
            {
                Span<float> to = target.Slice(((o * places) + p) * inner, inner);
                to.Clear();
                for (int k = 1 - weights.Length; k < weights.Length; k++)
                {
                    int at = AffineSampling.Border(p + k, places, PadMode.Reflect);
                    TensorPrimitives.MultiplyAdd(from.Slice(at * inner, inner), weights[Math.Abs(k)], to, to);
                }
            }
        }
    }
}
