using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>The elements of one thread in the target of a product.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ThreadTarget<TA, TB, TEpilogue>(
    ProductTarget<TEpilogue> target, int firstRow, int firstColumn, int down, int lanesDown, int across, int lanesAcross) : ITileTarget
    where TA : struct, ISliceLayout
    where TB : struct, ISliceLayout
    where TEpilogue : struct, IEpilogue
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

    public void Store(int row, int column, float sum) => target.Store(firstRow + row, firstColumn + column, sum);

    private void Row(int rowQuad, int number, int columnQuad, Float4 values)
    {
        int row = firstRow + TA.Line(rowQuad, number, down, lanesDown);
        int column = firstColumn + TB.Line(columnQuad, 0, across, lanesAcross);
        if (TB.LinesAdjoin && target.StoresQuads)
        {
            target.Store(row, column, values);
            return;
        }

        target.Store(row, column, values.X);
        target.Store(row, firstColumn + TB.Line(columnQuad, 1, across, lanesAcross), values.Y);
        target.Store(row, firstColumn + TB.Line(columnQuad, 2, across, lanesAcross), values.Z);
        target.Store(row, firstColumn + TB.Line(columnQuad, 3, across, lanesAcross), values.W);
    }
}
