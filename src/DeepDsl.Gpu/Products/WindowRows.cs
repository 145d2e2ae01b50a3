using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>The windows of an image as rows, one for each pixel of the output: what a convolution multiplies with its weights.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct WindowRows(ArrayView<float> memory, WindowGeometry windows, int pixels, bool copiesQuads) : IProductOperand
{
    public ArrayView<float> Memory => memory;

    public bool CopiesQuads => copiesQuads;

    public Place Line(int line) => windows.Window(windows.SplitPixel(line)).If(line < pixels);

    public Digits Split(int depth) => windows.SplitTap(depth);

    public Digits Sum(Digits depth, Digits by) => windows.SumOfTaps(depth, by);

    public Place Depth(Digits depth) => windows.Tap(depth).If(depth.Top < windows.Z.Kernel);

    public int At(Place line, Place depth) => windows.At(line, depth);
}
