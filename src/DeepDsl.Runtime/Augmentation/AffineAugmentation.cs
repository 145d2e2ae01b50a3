namespace DeepDsl;

/// <summary>One step of an affine map: draws what it is this time.</summary>
internal abstract record AffineStep
{
    public abstract AffineMap Draw(ref AugmentRandom random, int height, int width);

    /// <summary>Turns clockwise, as the eye sees rows from the top.</summary>
    public sealed record Rotation(double Degrees) : AffineStep
    {
        public override AffineMap Draw(ref AugmentRandom random, int height, int width) => Of(random.Between(-Degrees, Degrees));

        public static AffineMap Of(double degrees)
        {
            (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
            return new(cos, -sin, 0, sin, cos, 0);
        }

        public override string ToString() => FormattableString.Invariant($"Rotate({Degrees})");
    }

    public sealed record Shift(double Down, double Right) : AffineStep
    {
        public override AffineMap Draw(ref AugmentRandom random, int height, int width) =>
            AffineMap.Identity with { Y = -random.Between(-Down, Down) * height, X = -random.Between(-Right, Right) * width };

        public override string ToString() => FormattableString.Invariant($"Shift({Down}, {Right})");
    }

    public sealed record Scale(double Low, double High) : AffineStep
    {
        public override AffineMap Draw(ref AugmentRandom random, int height, int width)
        {
            double back = 1 / random.Between(Low, High);
            return AffineMap.Identity with { YY = back, XX = back };
        }

        public override string ToString() => FormattableString.Invariant($"Scale({Low}, {High})");
    }

    /// <summary>Of rows against each other, and of columns.</summary>
    public sealed record Shear(double Rows, double Columns) : AffineStep
    {
        public override AffineMap Draw(ref AugmentRandom random, int height, int width) => AffineMap.Identity with
        {
            XY = Math.Tan(random.Between(-Rows, Rows) * Math.PI / 180),
            YX = Math.Tan(random.Between(-Columns, Columns) * Math.PI / 180),
        };

        public override string ToString() => FormattableString.Invariant($"Shear({Rows}, {Columns})");
    }

    /// <summary>A part of the image, stretched to the whole.</summary>
    public sealed record Crop(double LeastArea, double MostStretch) : AffineStep
    {
        public override AffineMap Draw(ref AugmentRandom random, int height, int width)
        {
            double area = random.Between(LeastArea, 1);
            double stretch = Math.Exp(random.Between(-Math.Log(MostStretch), Math.Log(MostStretch)) / 2);
            double y = Math.Min(Math.Sqrt(area) * stretch, 1);
            double x = Math.Min(Math.Sqrt(area) / stretch, 1);
            double roomY = (1 - y) * height / 2;
            double roomX = (1 - x) * width / 2;
            return new(y, 0, random.Between(-roomY, roomY), 0, x, random.Between(-roomX, roomX));
        }

        public override string ToString() => FormattableString.Invariant($"ResizedCrop({LeastArea}, {MostStretch})");
    }
}

/// <summary>Steps that follow one another, as one map: an image is read once, however many there are.</summary>
internal sealed class AffineAugmentation(AffineStep[] steps, PadMode border, float fill) : Augmentation
{
    internal override bool Moves => true;

    public override string ToString() => string.Join(", ", steps.Select(s => s.ToString()));

    /// <summary>The same with those of <paramref name="next"/> behind; null where the two read what lies outside in different ways.</summary>
    public Augmentation? Then(AffineAugmentation next) => next.HasBorder(border, fill) && IsOnInputOf(next)
        ? new AffineAugmentation([.. steps, .. next.Steps], border, fill).SameInput(this) : null;

    /// <summary>Affine maps that follow one another are one.</summary>
    public static List<Augmentation> Merged(IReadOnlyList<Augmentation> augmentations)
    {
        List<Augmentation> merged = [];
        foreach (Augmentation next in augmentations)
        {
            if (merged is [.., AffineAugmentation last] && next is AffineAugmentation map && last.Then(map) is { } both)
            {
                merged[^1] = both;
            }
            else
            {
                merged.Add(next);
            }
        }
        return merged;
    }

    private AffineStep[] Steps => steps;

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => AugmentChecks.Images(isInt, shape);

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        (int height, int width, int channels) = (sample.Shape[0], sample.Shape[1], sample.Shape[2]);
        AffineMap map = AffineMap.Identity;
        foreach (AffineStep step in steps)
        {
            map = map.Of(step.Draw(ref random, height, width));
        }
        Span<float> before = Scratch.CopyOf(sample.Values);
        AffineSampling.Sample(before, sample.Values, height, width, channels, map, border, fill);
    }

    private bool HasBorder(PadMode other, float value) => border == other && fill == value;
}

/// <summary>Memory that a thread keeps, so that changes need none.</summary>
internal static class Scratch
{
    [ThreadStatic]
    private static float[]? t_values;

    /// <summary>Valid until the thread asks again.</summary>
    public static Span<float> Of(int length)
    {
        if (t_values == null || t_values.Length < length)
        {
            t_values = new float[length];
        }
        return t_values.AsSpan(0, length);
    }

    public static Span<float> CopyOf(ReadOnlySpan<float> values)
    {
        Span<float> copy = Of(values.Length);
        values.CopyTo(copy);
        return copy;
    }
}
