using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>Four rows by four columns of a product, as far as it is added up. ILGPU makes a register of each.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Sums4x4(Float4 Row0, Float4 Row1, Float4 Row2, Float4 Row3)
{
    /// <summary>With the products of four places of the depth, which are added in their order.</summary>
    public Sums4x4 Plus(Lines4 a, Lines4 b) =>
        Plus(a.Depth0, b.Depth0).Plus(a.Depth1, b.Depth1).Plus(a.Depth2, b.Depth2).Plus(a.Depth3, b.Depth3);

    private Sums4x4 Plus(Float4 rows, Float4 columns) => new(
        MultiplyAdd(rows.X, columns, Row0), MultiplyAdd(rows.Y, columns, Row1), MultiplyAdd(rows.Z, columns, Row2), MultiplyAdd(rows.W, columns, Row3));

    private static Float4 MultiplyAdd(float row, Float4 columns, Float4 sums) => new(
        GpuMath.MultiplyAdd(row, columns.X, sums.X), GpuMath.MultiplyAdd(row, columns.Y, sums.Y),
        GpuMath.MultiplyAdd(row, columns.Z, sums.Z), GpuMath.MultiplyAdd(row, columns.W, sums.W));
}
