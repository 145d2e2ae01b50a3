namespace DeepDsl;

/// <summary>Makes augmentations, for <see cref="FitOptions.Augment"/>. After <c>using static DeepDsl.Augment</c> they are names alone.</summary>
public static partial class Augment
{
    /// <summary>Several after one another, as one.</summary>
    public static Augmentation Chain(params Augmentation[] parts) =>
        new ChainAugmentation([.. AffineAugmentation.Merged(AugmentChecks.Parts(parts, nameof(Chain)))]).SameInput(parts[0]);

    /// <summary>One of several, each as likely as the others.</summary>
    public static Augmentation OneOf(params Augmentation[] parts) =>
        new OneOfAugmentation(AugmentChecks.Parts(parts, nameof(OneOf))).SameInput(parts[0]);

    /// <summary>A change written by hand.</summary>
    /// <param name="name">Of messages.</param>
    /// <param name="change">Made in place.</param>
    public static Augmentation Custom(string name, SampleChange change)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(change);
        return new CustomAugmentation(name, change);
    }

    /// <summary>Adds normal noise to every value of an image or sequence.</summary>
    /// <param name="deviation">Of the noise, in units of the values.</param>
    public static Augmentation Noise(double deviation) => new NoiseAugmentation(AugmentChecks.AtLeast(deviation, 0, nameof(Noise), "a deviation"));
}
