using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>What all lines have at one place of the depth is one run of memory.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LinesAdjoin : ISliceLayout
{
    static bool ISliceLayout.LinesAdjoin => true;

    static int ISliceLayout.Units(int lines, int depth) => lines / 4 * depth;

    static int ISliceLayout.First(int depth, int lane) => lane;

    static Lines4 ISliceLayout.Load(ArrayView<Float4> own, int lines, int depth, int quad, int lanes, int step)
    {
        int pitch = lines / 4;
        int at = (4 * step * pitch) + (quad * lanes);
        return new(own[at], own[at + pitch], own[at + (2 * pitch)], own[at + (3 * pitch)]);
    }

    static int ISliceLayout.Line(int quad, int number, int lane, int lanes) => (4 * ((quad * lanes) + lane)) + number;

    static int ISliceLayout.Place(int lines, int depth, int line, int deep) => (deep * lines) + line;
}
