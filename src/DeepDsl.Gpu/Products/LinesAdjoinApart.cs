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

    static int ISliceLayout.First(int depth, int lane) => lane;

    static Lines4 ISliceLayout.Load(ArrayView<Float4> own, int lines, int depth, int quad, int lanes, int step)
    {
        int pitch = Pitch(lines) / 4;
        int at = (4 * step * pitch) + (quad * lanes);
        return new(own[at], own[at + pitch], own[at + (2 * pitch)], own[at + (3 * pitch)]);
    }

    static int ISliceLayout.Line(int quad, int number, int lane, int lanes) => (4 * ((quad * lanes) + lane)) + number;

    static int ISliceLayout.Place(int lines, int depth, int line, int deep) => (deep * Pitch(lines)) + line;

    private static int Pitch(int lines) => lines + 8;
}
