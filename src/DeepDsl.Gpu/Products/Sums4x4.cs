using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>Four rows by four columns of a product, as far as it is added up. ILGPU makes a register of each.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Sums4x4(Float4 Row0, Float4 Row1, Float4 Row2, Float4 Row3)
{
    /// <summary>With the products of four places of the depth, which are added in their order.</summary>
    public Sums4x4 Plus(Lines4 a, Lines4 b) =>
        Plus(a.Depth0, b.Depth0).Plus(a.Depth1, b.Depth1).Plus(a.Depth2, b.Depth2).Plus(a.Depth3, b.Depth3);

    /// <summary>Puts the sums aside, each thread's step apart, so that a group writes and reads whole lines of memory.</summary>
    public void Keep(ArrayView<Float4> memory, int at, int step)
    {
        memory[at] = Row0;
        memory[at + step] = Row1;
        memory[at + (2 * step)] = Row2;
        memory[at + (3 * step)] = Row3;
    }

    /// <summary>With what <see cref="Keep"/> put aside.</summary>
    public Sums4x4 PlusKept(ArrayView<Float4> memory, int at, int step) => new(
        Sum(Row0, memory[at]), Sum(Row1, memory[at + step]), Sum(Row2, memory[at + (2 * step)]), Sum(Row3, memory[at + (3 * step)]));

    private static Float4 Sum(Float4 a, Float4 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z, a.W + b.W);

    /// <summary>With the products of one place of the depth.</summary>
    internal Sums4x4 Plus(Float4 rows, Float4 columns) => new(
        MultiplyAdd(rows.X, columns, Row0), MultiplyAdd(rows.Y, columns, Row1), MultiplyAdd(rows.Z, columns, Row2), MultiplyAdd(rows.W, columns, Row3));

    private static Float4 MultiplyAdd(float row, Float4 columns, Float4 sums) => new(
        GpuMath.MultiplyAdd(row, columns.X, sums.X), GpuMath.MultiplyAdd(row, columns.Y, sums.Y),
        GpuMath.MultiplyAdd(row, columns.Z, sums.Z), GpuMath.MultiplyAdd(row, columns.W, sums.W));
}
