namespace DeepDsl;

/// <summary>A mean of two samples (Zhang et al., 2018).</summary>
internal sealed class MixUpAugmentation(double alpha) : Augmentation
{
    internal override bool Mixes => true;

    public override string ToString() => FormattableString.Invariant($"MixUp({alpha})");

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => isInt ? "floats" : null;

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        float own = random.Beta(alpha);
        for (int i = 0; i < sample.Values.Length; i++)
        {
            sample.Values[i] = (own * sample.Values[i]) + ((1 - own) * sample.Partner[i]);
        }
        sample.OwnShare *= own;
    }
}

/// <summary>A rectangle of another sample (Yun et al., 2019). Labels go by the pixels that came.</summary>
internal sealed class CutMixAugmentation(double alpha) : Augmentation
{
    internal override bool Mixes => true;

    public override string ToString() => FormattableString.Invariant($"CutMix({alpha})");

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => AugmentChecks.Images(isInt, shape);

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        double side = Math.Sqrt(1 - random.Beta(alpha));
        (int height, int width) = (sample.Shape[0], sample.Shape[1]);
        int middleY = random.Below(height);
        int middleX = random.Below(width);
        int high = (int)(height * side);
        int wide = (int)(width * side);
        int top = Math.Max(middleY - (high / 2), 0);
        int left = Math.Max(middleX - (wide / 2), 0);
        ImageBox box = new(top, left, Math.Min(middleY - (high / 2) + high, height), Math.Min(middleX - (wide / 2) + wide, width));
        for (int y = box.Top; y < box.Bottom; y++)
        {
            Range row = box.Row(y, sample.Shape);
            sample.Partner[row].CopyTo(sample.Values[row]);
        }
        sample.OwnShare *= 1 - ((float)((box.Bottom - box.Top) * (box.Right - box.Left)) / (height * width));
    }
}
