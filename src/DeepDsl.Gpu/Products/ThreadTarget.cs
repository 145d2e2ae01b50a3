using System.ComponentModel;
using ILGPU.Runtime;

namespace DeepDsl.CompilerServices;

/// <summary>The elements of one thread in the target of a product.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ThreadTarget<TA, TB, TTarget>(
    TTarget target, int firstRow, int firstColumn, int down, int lanesDown, int across, int lanesAcross) : ITileTarget
    where TA : struct, ISliceLayout
    where TB : struct, ISliceLayout
    where TTarget : struct, IProductTarget
{
    public void Store(int rowQuad, int columnQuad, Sums4x4 sums)
    {
        Row(rowQuad, 0, columnQuad, sums.Row0);
        Row(rowQuad, 1, columnQuad, sums.Row1);
        Row(rowQuad, 2, columnQuad, sums.Row2);
        Row(rowQuad, 3, columnQuad, sums.Row3);
    }

    public WarpPlace Place<TTile>()
        where TTile : struct, ITile<TTile> => WarpPlace.Of<TTile>(down, across, lanesAcross);

    public void Store(int row, int column, float sum, float next)
    {
        int start = target.Row(firstRow + row);
        if (start >= 0)
        {
            Single(start, firstColumn + column, sum);
            Single(start, firstColumn + column + 1, next);
        }
    }

    private void Row(int rowQuad, int number, int columnQuad, Float4 values)
    {
        int start = target.Row(firstRow + TA.Line(rowQuad, number, down, lanesDown));
        if (start >= 0)
        {
            Row(start, columnQuad, values);
        }
    }

    private void Row(int start, int columnQuad, Float4 values)
    {
        if (TB.LinesAdjoin && target.StoresQuads)
        {
            Quad(start, Column(columnQuad, 0), values);
        }
        else
        {
            Single(start, Column(columnQuad, 0), values.X);
            Single(start, Column(columnQuad, 1), values.Y);
            Single(start, Column(columnQuad, 2), values.Z);
            Single(start, Column(columnQuad, 3), values.W);
        }
    }

    private int Column(int quad, int number) => firstColumn + TB.Line(quad, number, across, lanesAcross);

    private void Single(int start, int column, float value)
    {
        if (column < target.Columns)
        {
            target.Memory[start + column] = target.Of(value, start + column, column);
        }
    }

    private void Quad(int start, int column, Float4 values)
    {
        if (column < target.Columns)
        {
            int at = start + column;
            target.Memory.AsAligned(16).Cast<Float4>()[at / 4] = new(
                target.Of(values.X, at, column), target.Of(values.Y, at + 1, column + 1),
                target.Of(values.Z, at + 2, column + 2), target.Of(values.W, at + 3, column + 3));
        }
    }
}
