using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>A slice whose values are rounded as they are loaded, for devices without tensor cores.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Rounded<TLayout, TFormat> : ISliceLayout
    where TLayout : struct, ISliceLayout
    where TFormat : struct, ITensorFormat
{
    static bool ISliceLayout.LinesAdjoin => TLayout.LinesAdjoin;

    static int ISliceLayout.Units(int lines, int depth) => TLayout.Units(lines, depth);

    static int ISliceLayout.First(int depth, int lane) => TLayout.First(depth, lane);

    static Lines4 ISliceLayout.Load(ArrayView<Float4> own, int lines, int depth, int quad, int lanes, int step)
    {
        Lines4 loaded = TLayout.Load(own, lines, depth, quad, lanes, step);
        return new(Round(loaded.Depth0), Round(loaded.Depth1), Round(loaded.Depth2), Round(loaded.Depth3));
    }

    static int ISliceLayout.Line(int quad, int number, int lane, int lanes) => TLayout.Line(quad, number, lane, lanes);

    static int ISliceLayout.Place(int lines, int depth, int line, int deep) => TLayout.Place(lines, depth, line, deep);

    private static Float4 Round(Float4 values) => new(
        TFormat.Round(values.X), TFormat.Round(values.Y), TFormat.Round(values.Z), TFormat.Round(values.W));
}
