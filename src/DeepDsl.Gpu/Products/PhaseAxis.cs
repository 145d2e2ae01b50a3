using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// One axis of a convolution over an image spread by zeros, as seen by those outputs that are a multiple of the spread apart: all of them
/// meet the same taps, which lie as far apart too, and between them zeros alone.
/// </summary>
/// <param name="input">Size of the image.</param>
/// <param name="output">Positions of the window.</param>
/// <param name="kernel">Taps of the window.</param>
/// <param name="before">What the first window reaches beyond the image.</param>
/// <param name="spread">From an element of the image to the next.</param>
/// <param name="phase">The first of the outputs.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PhaseAxis(int input, int output, int kernel, int before, int spread, int phase)
{
    public int Input => input;

    public int Output => output;

    public int Kernel => kernel;

    /// <summary>Outputs of the phase.</summary>
    public int Outputs => (output - phase + spread - 1) / spread;

    /// <summary>Taps that meet an element.</summary>
    public int Taps => FirstTap < kernel ? (kernel - FirstTap + spread - 1) / spread : 0;

    /// <summary>The element that the first of them meets in the first output.</summary>
    public int First => (phase - before + FirstTap) / spread;

    private int FirstTap => ((before - phase) % spread + spread) % spread;

    public int Tap(int number) => FirstTap + number * spread;

    public int Position(int number) => phase + number * spread;

    public bool Holds(int element) => (uint)element < (uint)input;
}
