using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>A slice as one thread reads its lines from it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Slice<TLayout>(ArrayView<Float4> units, int lines, int depth, int lane, int lanes)
    where TLayout : struct, ISliceLayout
{
    private readonly ArrayView<Float4> _own = units.SubView(TLayout.First(depth, lane));

    /// <summary>The thread among those whose lines differ.</summary>
    public int Lane => lane;

    /// <summary>How many those are.</summary>
    public int Lanes => lanes;

    /// <summary>From an element to that of the next line, in floats.</summary>
    public int LineStep => TLayout.Place(lines, depth, 1, 0);

    /// <summary>From an element to the next of its line, in floats.</summary>
    public int DeepStep => TLayout.Place(lines, depth, 0, 1);

    /// <summary>From an element on.</summary>
    public ArrayView<float> From(int line, int deep) => units.Cast<float>().SubView(TLayout.Place(lines, depth, line, deep));

    public Lines4 Load(int quad, int step) => TLayout.Load(_own, lines, depth, quad, lanes, step);
}
