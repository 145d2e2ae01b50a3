using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>One axis of a convolution.</summary>
/// <param name="Input">Size of the image.</param>
/// <param name="Output">Positions of the window.</param>
/// <param name="Kernel">Taps of the window.</param>
/// <param name="Stride">From a position to the next.</param>
/// <param name="Dilation">From a tap to the next.</param>
/// <param name="Before">What the first window reaches beyond the image.</param>
/// <param name="Spread">From an element of the image to the next; zeros are between them.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct WindowAxis(int Input, int Output, int Kernel, int Stride, int Dilation, int Before, int Spread)
{
    /// <summary>The coordinate of a window's first tap.</summary>
    public int First(int position) => position * Stride - Before;

    public bool Holds(int coordinate) => (uint)coordinate <= (uint)((Input - 1) * Spread) && (Spread == 1 || coordinate % Spread == 0);
}

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
    /// <summary>What a window adds: its sample, and the coordinates of its first tap.</summary>
    public Place Window(Digits pixel) => new(
        First + pixel.Top * (Z.Input * Y.Input * X.Input * Channels), Z.First(pixel.High), Y.First(pixel.Middle), X.First(pixel.Low));

    /// <summary>What a tap and channel add.</summary>
    public Place Tap(Digits tap) => new(tap.Low, tap.Top * Z.Dilation, tap.High * Y.Dilation, tap.Middle * X.Dilation);

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
        return Z.Holds(z) && Y.Holds(y) && X.Holds(x)
            ? window.At + tap.At + (((z / Z.Spread) * Y.Input + (y / Y.Spread)) * X.Input + (x / X.Spread)) * Channels
            : -1;
    }
}
