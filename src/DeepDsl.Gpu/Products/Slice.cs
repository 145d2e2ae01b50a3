using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>A slice as one thread reads its lines from it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Slice<TLayout>(ArrayView<Float4> units, int lines, int depth, int lane, int lanes)
    where TLayout : struct, ISliceLayout
{
    public Lines4 Load(int quad, int step) => TLayout.Load(units, lines, depth, quad, lane, lanes, step);
}
