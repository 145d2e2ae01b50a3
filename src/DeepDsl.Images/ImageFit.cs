namespace DeepDsl.Images;

/// <summary>What becomes of an image whose sides have another proportion than those that are read.</summary>
public enum ImageFit
{
    /// <summary>It is stretched.</summary>
    Stretch,

    /// <summary>All of it is there, in the middle, with <see cref="ImageOptions.Ground"/> at its sides.</summary>
    Pad,

    /// <summary>What stands out on both sides of the middle is cut off.</summary>
    Crop,
}
