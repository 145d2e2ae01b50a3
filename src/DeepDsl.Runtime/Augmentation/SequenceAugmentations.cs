using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>All values times one number.</summary>
internal sealed class AmplitudeAugmentation(double most) : Augmentation
{
    public override string ToString() => FormattableString.Invariant($"Amplitude({most})");

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => AugmentChecks.Sequences(isInt, shape);

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random) =>
        TensorPrimitives.Multiply(sample.Values, 1 + random.Between(-most, most), sample.Values);
}

/// <summary>Own steps read at other times: first and last stay, and between them time runs faster and slower.</summary>
internal sealed class TimeWarpAugmentation(double most) : Augmentation
{
    private const int Parts = 4;

    internal override bool Moves => true;

    public override string ToString() => FormattableString.Invariant($"TimeWarp({most})");

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => AugmentChecks.Sequences(isInt, shape);

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        Span<float> knots = stackalloc float[Parts + 1];
        knots[0] = 0;
        for (int i = 0; i < Parts; i++)
        {
            knots[i + 1] = knots[i] + 1 + random.Between(-most, most);
        }
        int channels = sample.Shape[1];
        int last = sample.Steps - 1;
        if (last < 1)
        {
            return;
        }
        Span<float> before = Scratch.CopyOf(sample.Values);
        for (int t = 1; t < last; t++)
        {
            float place = (float)t * Parts / last;
            int part = Math.Min((int)place, Parts - 1);
            float time = (knots[part] + ((place - part) * (knots[part + 1] - knots[part]))) / knots[Parts] * last;
            Resampling.Step(before, sample.Values, t, time, channels, last);
        }
    }
}

/// <summary>A run of steps. Where lengths are told it becomes the sequence, else it is stretched to the whole length.</summary>
internal sealed class WindowAugmentation(double least) : Augmentation
{
    internal override bool Moves => true;

    public override string ToString() => FormattableString.Invariant($"Window({least})");

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => AugmentChecks.Sequences(isInt, shape);

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        int channels = sample.Shape[1];
        int steps = sample.Steps;
        if (steps < 2)
        {
            return;
        }
        int kept = Math.Clamp((int)MathF.Round(random.Between(least, 1) * steps), 1, steps);
        int first = random.Below(steps - kept + 1);
        Span<float> before = Scratch.CopyOf(sample.Values);
        if (sample.HasLengths)
        {
            before.Slice(first * channels, kept * channels).CopyTo(sample.Values);
            sample.Values[(kept * channels)..(steps * channels)].Clear();
            sample.Steps = kept;
            return;
        }
        for (int t = 0; t < steps; t++)
        {
            Resampling.Step(before, sample.Values, t, first + ((float)t * (kept - 1) / (steps - 1)), channels, steps - 1);
        }
    }
}

/// <summary>Sequences between their steps, linearly.</summary>
internal static class Resampling
{
    public static void Step(ReadOnlySpan<float> source, Span<float> target, int step, float time, int channels, int last)
    {
        int low = Math.Clamp((int)time, 0, last);
        int high = Math.Min(low + 1, last);
        float share = time - low;
        for (int c = 0; c < channels; c++)
        {
            float value = source[(low * channels) + c];
            target[(step * channels) + c] = value + (share * (source[(high * channels) + c] - value));
        }
    }
}
