using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// As <see cref="LinesAdjoin"/>, with two units between the places of the depth, which keep the threads of a warp off each other's banks
/// where they read single elements.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LinesAdjoinApart : ISliceLayout
{
    static bool ISliceLayout.LinesAdjoin => true;

    static int ISliceLayout.Units(int lines, int depth) => Pitch(lines) / 4 * depth;

    static Lines4 ISliceLayout.Load(ArrayView<Float4> slice, int lines, int depth, int quad, int lane, int lanes, int step)
    {
        int pitch = Pitch(lines) / 4;
        int at = (4 * step * pitch) + (quad * lanes) + lane;
        return new(slice[at], slice[at + pitch], slice[at + (2 * pitch)], slice[at + (3 * pitch)]);
    }

    static int ISliceLayout.Line(int quad, int number, int lane, int lanes) => (4 * ((quad * lanes) + lane)) + number;

    static int ISliceLayout.Place(int lines, int depth, int line, int deep) => (deep * Pitch(lines)) + line;

    private static int Pitch(int lines) => lines + 8;
}
