using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>The windows of an image as columns: a line for each tap and channel, the pixels are the depth. The gradient of weights.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct WindowColumns(ArrayView<float> memory, WindowGeometry windows, int taps, int samples, bool copiesQuads) : IProductOperand
{
    public ArrayView<float> Memory => memory;

    public bool CopiesQuads => copiesQuads;

    public Place Line(int line) => windows.Tap(windows.SplitTap(line)).If(line < taps);

    public Digits Split(int depth) => windows.SplitPixel(depth);

    public Digits Sum(Digits depth, Digits by) => windows.SumOfPixels(depth, by);

    public Place Depth(Digits depth) => windows.Window(depth).If(depth.Top < samples);

    public int At(Place line, Place depth) => windows.At(depth, line);
}
