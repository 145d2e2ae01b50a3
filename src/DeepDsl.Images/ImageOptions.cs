namespace DeepDsl.Images;

/// <summary>The form in which images are read: <c>[Height, Width, Channels]</c>, 0 for black and 1 for white.</summary>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">3 for red, green and blue; 1 for gray, which is 0.299 red, 0.587 green and 0.114 blue.</param>
public sealed record ImageOptions(int Width, int Height, int Channels = 3)
{
    /// <summary>What becomes of other proportions.</summary>
    public ImageFit Fit { get; init; }

    /// <summary>What lies behind transparent pixels, and beside images that do not fill their place.</summary>
    public float Ground { get; init; }

    /// <summary>Whether a photograph stands upright that its camera marked as turned (EXIF).</summary>
    public bool Upright { get; init; } = true;

    /// <summary>
    /// Pixels that a file may have. A file of few bytes may claim any number, and decoding takes four bytes for each, on every thread.
    /// </summary>
    public int MaxPixels { get; init; } = 50_000_000;

    internal int Values => Width * Height * Channels;

    internal void Check()
    {
        if (Width < 1 || Height < 1 || Channels is not 1 and not 3 || (long)Width * Height * Channels > Array.MaxLength)
        {
            throw new ArgumentException(
                $"Images are read as some rows of some pixels, of 1 channel for gray or 3 for colours; found [{Height}, {Width}, {Channels}].");
        }
        if (!(Ground is >= 0 and <= 1) || MaxPixels < 1 || !Enum.IsDefined(Fit))
        {
            throw new ArgumentException(
                $"ImageOptions.Ground is a gray from 0 to 1, Fit one of its names, and MaxPixels 1 or more; found {Ground}, {Fit} and {MaxPixels}.");
        }
    }
}
