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

    /// <summary>Whether it is an axis that images of fewer lack, along which there is nothing to ask.</summary>
    public bool IsMissing => Input == 1 && Output == 1 && Kernel == 1 && Before == 0;

    /// <summary>Whether there is an element at a coordinate.</summary>
    public bool Holds(int coordinate) => ((uint)coordinate <= (uint)((Input - 1) * Spread)) & (Spread == 1 || coordinate % Spread == 0);
}
