namespace DeepDsl;

public static partial class Augment
{
    /// <summary>Mirrors every second image left to right.</summary>
    public static Augmentation FlipHorizontal() => new FlipAugmentation(horizontal: true);

    /// <summary>Mirrors every second image top to bottom.</summary>
    public static Augmentation FlipVertical() => new FlipAugmentation(horizontal: false);

    /// <summary>Turns around the middle, bilinearly. Rotate, Shift, Scale and Shear that follow one another read the image once.</summary>
    /// <param name="degrees">At most so far, either way.</param>
    /// <param name="border">What lies outside.</param>
    /// <param name="fill">For a constant border.</param>
    public static Augmentation Rotate(double degrees, PadMode border = PadMode.Constant, float fill = 0) =>
        Affine(new AffineStep.Rotation(AugmentChecks.Within(degrees, 0, 180, nameof(Rotate), "degrees")), border, fill);

    /// <summary>Moves the image.</summary>
    /// <param name="part">At most by this part of its height and of its width, either way.</param>
    /// <param name="border">What lies outside.</param>
    /// <param name="fill">For a constant border.</param>
    public static Augmentation Shift(double part, PadMode border = PadMode.Constant, float fill = 0) => Affine(
        new AffineStep.Shift(AugmentChecks.Within(part, 0, 1, nameof(Shift), "a part of the size"), part), border, fill);

    /// <summary>Makes the image smaller or larger around its middle.</summary>
    /// <param name="low">The smallest factor.</param>
    /// <param name="high">The largest.</param>
    /// <param name="border">What lies outside.</param>
    /// <param name="fill">For a constant border.</param>
    public static Augmentation Scale(double low, double high, PadMode border = PadMode.Constant, float fill = 0)
    {
        AugmentChecks.Within(low, 0.01, 100, nameof(Scale), "factors");
        AugmentChecks.Within(high, 0.01, 100, nameof(Scale), "factors");
        AugmentChecks.Ordered(low, high, nameof(Scale), "factors");
        return Affine(new AffineStep.Scale(low, high), border, fill);
    }

    /// <summary>Slants rows against each other, and columns.</summary>
    /// <param name="degrees">At most so far, either way.</param>
    /// <param name="border">What lies outside.</param>
    /// <param name="fill">For a constant border.</param>
    public static Augmentation Shear(double degrees, PadMode border = PadMode.Constant, float fill = 0) => Affine(
        new AffineStep.Shear(AugmentChecks.Within(degrees, 0, 80, nameof(Shear), "degrees"), degrees), border, fill);

    /// <summary>Moves by whole pixels: takes the image out of one with a border around it.</summary>
    /// <param name="padding">Pixels of the border.</param>
    /// <param name="border">What it holds.</param>
    /// <param name="fill">For a constant border.</param>
    public static Augmentation RandomCrop(int padding, PadMode border = PadMode.Constant, float fill = 0) => new CropAugmentation(
        (int)AugmentChecks.Within(padding, 0, 10_000, nameof(RandomCrop), "a padding"), border, fill);

    /// <summary>Stretches a part of the image to the whole, bilinearly.</summary>
    /// <param name="leastArea">The smallest part of the area, above 0.</param>
    /// <param name="mostStretch">At most so many times as wide as high, or as high as wide, measured by the image.</param>
    public static Augmentation ResizedCrop(double leastArea = 0.5, double mostStretch = 4 / 3.0) => Affine(
        new AffineStep.Crop(
            AugmentChecks.Within(leastArea, 0.001, 1, nameof(ResizedCrop), "a part of the area"),
            AugmentChecks.Within(mostStretch, 1, 100, nameof(ResizedCrop), "a stretch")),
        PadMode.Replicate,
        0);

    /// <summary>Adds one number to all values of an image.</summary>
    /// <param name="most">At most so much, either way, in units of the values.</param>
    public static Augmentation Brightness(double most) =>
        new ColourAugmentation(ColourChange.Brightness, AugmentChecks.AtLeast(most, 0, nameof(Brightness), "a change"));

    /// <summary>Multiplies the distance of all values from the image's mean.</summary>
    /// <param name="most">By 1 - most to 1 + most.</param>
    public static Augmentation Contrast(double most) =>
        new ColourAugmentation(ColourChange.Contrast, AugmentChecks.Within(most, 0, 1, nameof(Contrast), "a change"));

    /// <summary>Multiplies the distance of each pixel from its gray, for images of red, green and blue.</summary>
    /// <param name="most">By 1 - most to 1 + most.</param>
    public static Augmentation Saturation(double most) =>
        new ColourAugmentation(ColourChange.Saturation, AugmentChecks.Within(most, 0, 1, nameof(Saturation), "a change"));

    /// <summary>Turns colours around their gray, which stays, for images of red, green and blue.</summary>
    /// <param name="degrees">At most so far, either way.</param>
    public static Augmentation Hue(double degrees) =>
        new ColourAugmentation(ColourChange.Hue, AugmentChecks.Within(degrees, 0, 180, nameof(Hue), "degrees"));

    /// <summary>A Gaussian blur, mirrored at the edges.</summary>
    /// <param name="least">The smallest deviation, in pixels.</param>
    /// <param name="most">The largest.</param>
    public static Augmentation Blur(double least, double most)
    {
        AugmentChecks.Within(least, 0, 16, nameof(Blur), "deviations");
        AugmentChecks.Within(most, 0, 16, nameof(Blur), "deviations");
        AugmentChecks.Ordered(least, most, nameof(Blur), "deviations");
        return new BlurAugmentation(least, most);
    }

    /// <summary>Fills a rectangle (cutout).</summary>
    /// <param name="least">The smallest part of the area.</param>
    /// <param name="most">The largest.</param>
    /// <param name="fill">What it holds then.</param>
    public static Augmentation Erase(double least = 0.02, double most = 0.2, float fill = 0)
    {
        AugmentChecks.Within(least, 0, 1, nameof(Erase), "parts of the area");
        AugmentChecks.Within(most, 0, 1, nameof(Erase), "parts of the area");
        AugmentChecks.Ordered(least, most, nameof(Erase), "parts of the area");
        return new EraseAugmentation(least, most, fill);
    }

    /// <summary>
    /// So many changes of an image, drawn from nothing, rotation, shears, shifts, brightness, contrast and, where it has three colours,
    /// saturation (Cubuk et al., 2020; their changes that need bytes, such as solarizing, are left out).
    /// </summary>
    /// <param name="count">Changes of each image.</param>
    /// <param name="magnitude">How much at most, from 0 to 10: at 10 that is 30 degrees, 0.45 of the size, 0.9 of contrast.</param>
    public static Augmentation RandAugment(int count, double magnitude)
    {
        AugmentChecks.Within(count, 1, 100, nameof(RandAugment), "a count");
        double part = AugmentChecks.Within(magnitude, 0, 10, nameof(RandAugment), "a magnitude") / 10;
        Augmentation[] plain =
        [
            Custom("nothing", (Span<float> _, ReadOnlySpan<int> _, ref AugmentRandom _) => { }), Rotate(30 * part),
            Affine(new AffineStep.Shear(17 * part, 0), PadMode.Constant, 0), Affine(new AffineStep.Shear(0, 17 * part), PadMode.Constant, 0),
            Affine(new AffineStep.Shift(0.45 * part, 0), PadMode.Constant, 0), Affine(new AffineStep.Shift(0, 0.45 * part), PadMode.Constant, 0),
            Brightness(0.5 * part), Contrast(0.9 * part),
        ];
        return new RandomAugmentation(count, magnitude, plain, [.. plain, Saturation(0.9 * part)]);
    }

    /// <summary>
    /// Mixes each sample with another of its update, and their targets: class labels become shares of classes. It stands behind what
    /// changes samples alone.
    /// </summary>
    /// <param name="alpha">Shares are drawn from Beta(alpha, alpha): near 0 and 1 for a small alpha, all alike for 1.</param>
    public static Augmentation MixUp(double alpha = 0.2) => new MixUpAugmentation(AugmentChecks.Within(alpha, 0.001, 1000, nameof(MixUp), "alpha"));

    /// <summary>Puts a rectangle of another image of the update into each, and mixes their targets by the area. As <see cref="MixUp"/>.</summary>
    /// <param name="alpha">The area left is drawn from Beta(alpha, alpha).</param>
    public static Augmentation CutMix(double alpha = 1) => new CutMixAugmentation(AugmentChecks.Within(alpha, 0.001, 1000, nameof(CutMix), "alpha"));

    private static AffineAugmentation Affine(AffineStep step, PadMode border, float fill) => new([step], border, fill);
}
