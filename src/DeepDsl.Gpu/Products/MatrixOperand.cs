using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>A matrix in memory.</summary>
/// <param name="memory">Of the operand.</param>
/// <param name="start">Where the matrix begins.</param>
/// <param name="lines">How many lines there are.</param>
/// <param name="depth">How long a line is.</param>
/// <param name="lineStride">From a line to the next.</param>
/// <param name="depthStride">From a place of the depth to the next.</param>
/// <param name="copiesQuads">See <see cref="IProductOperand.CopiesQuads"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MatrixOperand(
    ArrayView<float> memory, int start, int lines, int depth, int lineStride, int depthStride, bool copiesQuads) : IProductOperand
{
    public ArrayView<float> Memory => memory;

    public bool CopiesQuads => copiesQuads;

    public Place Line(int line) => new Place(start + line * lineStride, 0, 0, 0).If(line < lines);

    public Digits Split(int depth) => new(0, 0, 0, depth);

    public Digits Sum(Digits depth, Digits by) => new(0, 0, 0, depth.Top + by.Top);

    public Place Depth(Digits place) => new Place(place.Top * depthStride, 0, 0, 0).If(place.Top < depth);

    public int At(Place line, Place depth) => (line.X | depth.X) < 0 ? -1 : line.At + depth.At;
}
