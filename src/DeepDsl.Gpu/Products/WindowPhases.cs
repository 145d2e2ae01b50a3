using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// A convolution over an image spread by zeros, which is the gradient of a strided one by its input: one phase of it, which is a dense
/// convolution with some of the taps.
/// </summary>
/// <param name="z">The outermost axis.</param>
/// <param name="y">The middle one.</param>
/// <param name="x">The innermost one.</param>
/// <param name="channels">Of a pixel in memory.</param>
/// <param name="firstChannel">The first that windows see.</param>
/// <param name="seen">How many they see.</param>
/// <param name="samples">Of the batch.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct WindowPhases(PhaseAxis z, PhaseAxis y, PhaseAxis x, int channels, int firstChannel, int seen, int samples)
{
    /// <summary>Taps and channels of the phase; none where it meets zeros alone.</summary>
    public int Depth => z.Taps * y.Taps * x.Taps * seen;

    public Digits SplitTap(int tap) => Digits.Of(tap, seen, AtLeastOne(x.Taps), AtLeastOne(y.Taps));

    public Digits SumOfTaps(Digits a, Digits b) => a.Plus(b, seen, AtLeastOne(x.Taps), AtLeastOne(y.Taps));

    /// <summary>A phase without outputs has no samples either.</summary>
    private Digits SplitOutput(int output)
    {
        Digits at = Digits.Of(output, AtLeastOne(x.Outputs), AtLeastOne(y.Outputs), AtLeastOne(z.Outputs));
        return at with { Top = z.Outputs * y.Outputs * x.Outputs > 0 ? at.Top : samples };
    }

    /// <summary>What an output adds, the samples' first at the top.</summary>
    public Place Window(int output)
    {
        Digits at = SplitOutput(output);
        int sample = firstChannel + at.Top * (z.Input * y.Input * x.Input * channels);
        return Placed(sample, z.First + at.High, y.First + at.Middle, x.First + at.Low).If(at.Top < samples);
    }

    /// <summary>What a tap and channel add.</summary>
    public Place Tap(Digits tap) => Placed(tap.Low, tap.Top, tap.High, tap.Middle).If(Exists(tap));

    /// <summary>The row of the weights that a tap and channel multiply.</summary>
    public int Weight(Digits tap) => ((z.Tap(tap.Top) * y.Kernel + y.Tap(tap.High)) * x.Kernel + x.Tap(tap.Middle)) * seen + tap.Low;

    public bool Exists(Digits tap) => (Depth > 0) & (tap.Top < z.Taps);

    /// <summary>The pixel of the result; negative behind the last one.</summary>
    public int Pixel(int output)
    {
        Digits at = SplitOutput(output);
        return at.Top < samples
            ? ((at.Top * z.Output + z.Position(at.High)) * y.Output + y.Position(at.Middle)) * x.Output + x.Position(at.Low)
            : -1;
    }

    /// <summary>Where the element of a window's tap lies; negative outside the image.</summary>
    public int At(Place window, Place tap) =>
        z.Holds(window.Z + tap.Z) & y.Holds(window.Y + tap.Y) & x.Holds(window.X + tap.X) ? window.At + tap.At : -1;

    private Place Placed(int at, int inZ, int inY, int inX) => new(at + ((inZ * y.Input + inY) * x.Input + inX) * channels, inZ, inY, inX);

    private static int AtLeastOne(int taps) => taps > 0 ? taps : 1;
}
