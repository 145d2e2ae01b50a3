using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>The windows of an image whose pixels have channels.</summary>
/// <param name="Z">The outermost axis.</param>
/// <param name="Y">The middle one.</param>
/// <param name="X">The innermost one.</param>
/// <param name="Channels">Of a pixel in memory.</param>
/// <param name="First">The first channel that windows see.</param>
/// <param name="Seen">How many they see.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct WindowGeometry(WindowAxis Z, WindowAxis Y, WindowAxis X, int Channels, int First, int Seen)
{
    /// <summary>
    /// What a window adds: its sample, and the coordinates of its first tap; where no zeros are between elements, these count in the
    /// address already.
    /// </summary>
    public Place Window(Digits pixel)
    {
        int sample = First + pixel.Top * (Z.Input * Y.Input * X.Input * Channels);
        return Placed(sample, Z.First(pixel.High), Y.First(pixel.Middle), X.First(pixel.Low));
    }

    /// <summary>What a tap and channel add.</summary>
    public Place Tap(Digits tap) => Placed(tap.Low, tap.Top * Z.Dilation, tap.High * Y.Dilation, tap.Middle * X.Dilation);

    public Digits SplitPixel(int pixel) => Digits.Of(pixel, X.Output, Y.Output, Z.Output);

    public Digits SumOfPixels(Digits a, Digits b) => a.Plus(b, X.Output, Y.Output, Z.Output);

    public Digits SplitTap(int tap) => Digits.Of(tap, Seen, X.Kernel, Y.Kernel);

    public Digits SumOfTaps(Digits a, Digits b) => a.Plus(b, Seen, X.Kernel, Y.Kernel);

    /// <summary>Where the element of a window's tap lies; negative outside the image.</summary>
    public int At(Place window, Place tap)
    {
        int z = window.Z + tap.Z;
        int y = window.Y + tap.Y;
        int x = window.X + tap.X;
        int at = window.At + tap.At + (IsDense ? 0 : Pixel(z / Z.Spread, y / Y.Spread, x / X.Spread));

        // No condition skips the next: threads of a warp stay together. The innermost axis is asked always, since it tells of what is behind
        // the last line.
        return (Z.IsMissing | Z.Holds(z)) & (Y.IsMissing | Y.Holds(y)) & X.Holds(x) ? at : -1;
    }

    private bool IsDense => Z.Spread == 1 && Y.Spread == 1 && X.Spread == 1;

    private Place Placed(int at, int z, int y, int x) => new(at + (IsDense ? Pixel(z, y, x) : 0), z, y, x);

    private int Pixel(int z, int y, int x) => ((z * Y.Input + y) * X.Input + x) * Channels;
}
