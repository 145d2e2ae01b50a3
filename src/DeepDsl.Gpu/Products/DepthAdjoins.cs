using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// A line is one run of memory. The unit between two lines of a slice spreads the lines of neighbouring threads over all banks.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DepthAdjoins : ISliceLayout
{
    static bool ISliceLayout.LinesAdjoin => false;

    static int ISliceLayout.Units(int lines, int depth) => lines * Pitch(depth);

    static int ISliceLayout.First(int depth, int lane) => lane * Pitch(depth);

    static Lines4 ISliceLayout.Load(ArrayView<Float4> own, int lines, int depth, int quad, int lanes, int step)
    {
        int pitch = lanes * Pitch(depth);
        int at = (4 * quad * pitch) + step;
        Float4 line0 = own[at];
        Float4 line1 = own[at + pitch];
        Float4 line2 = own[at + (2 * pitch)];
        Float4 line3 = own[at + (3 * pitch)];
        return new(
            new(line0.X, line1.X, line2.X, line3.X), new(line0.Y, line1.Y, line2.Y, line3.Y),
            new(line0.Z, line1.Z, line2.Z, line3.Z), new(line0.W, line1.W, line2.W, line3.W));
    }

    static int ISliceLayout.Line(int quad, int number, int lane, int lanes) => (((4 * quad) + number) * lanes) + lane;

    static int ISliceLayout.Place(int lines, int depth, int line, int deep) => (line * 4 * Pitch(depth)) + deep;

    private static int Pitch(int depth) => (depth / 4) + 1;
}
