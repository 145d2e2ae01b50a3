using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// The threads of a group as a square, of which each has four by four elements of a tile, and the group's memory: slices of both sides of a
/// product, two tiles, and three numbers for each row. A group of 256 threads has tiles of 64 by 64, one of 16 of 16 by 16.
/// </summary>
internal readonly struct AttentionGroup
{
    /// <summary>Places of the depth that are brought at once.</summary>
    public const int SliceDepth = 16;

    /// <summary>
    /// From a row of a tile to the next, and from a place of a slice's depth: whole units of 16 bytes, and not one bank for all.
    /// </summary>
    public const int Pitch = 68;

    /// <summary>Rows and columns of the largest tile.</summary>
    public const int MostEdge = 64;

    private const int SliceFloats = SliceDepth * Pitch;

    private const int TileFloats = MostEdge * Pitch;

    private readonly ArrayView<Float4> _memory;

    private AttentionGroup(ArrayView<Float4> memory, int side)
    {
        _memory = memory;
        Side = side;
    }

    /// <summary>Threads along a side of the square; others have nothing of tiles.</summary>
    public int Side { get; }

    /// <summary>Rows and columns of a tile.</summary>
    public int Edge => 4 * Side;

    /// <summary>The first row of the thread's elements.</summary>
    public int Row => Group.IdxX / Side * 4;

    /// <summary>The first column of the thread's elements.</summary>
    public int Column => Group.IdxX % Side * 4;

    /// <summary>Neighbouring threads that share a row where each row has as many.</summary>
    public int Lanes => Group.DimX / Edge;

    /// <summary>Weights, then what else there is of them.</summary>
    public ArrayView<float> Tile => _memory.Cast<float>().SubView(2 * SliceFloats, TileFloats);

    public ArrayView<float> OtherTile => _memory.Cast<float>().SubView((2 * SliceFloats) + TileFloats, TileFloats);

    /// <summary>One of three numbers for each row.</summary>
    public ArrayView<float> Numbers(int which) =>
        _memory.Cast<float>().SubView((2 * SliceFloats) + (2 * TileFloats) + (which * MostEdge), MostEdge);

    public static AttentionGroup Here() => new(
        SharedMemory.Allocate<Float4>(((2 * SliceFloats) + (2 * TileFloats) + (3 * MostEdge)) / 4),
        SideOf(Group.DimX));

    /// <summary>How many threads a side has in groups of a size.</summary>
    public static int SideOf(int groupSize) => groupSize >= 256 ? 16 : groupSize >= 64 ? 8 : 4;

    /// <summary>
    /// The thread's part of a product. All threads must call it; when it begins, nobody reads the slices of the one before.
    /// </summary>
    public Sums4x4 Product(AttentionMatrix left, AttentionMatrix right)
    {
        ArrayView<float> rows = _memory.Cast<float>().SubView(0, SliceFloats);
        ArrayView<float> columns = _memory.Cast<float>().SubView(SliceFloats, SliceFloats);
        ArrayView<Float4> rowQuads = _memory.SubView(0, SliceFloats / 4);
        ArrayView<Float4> columnQuads = _memory.SubView(SliceFloats / 4, SliceFloats / 4);
        int row = Row / 4 % Side;
        int column = Column / 4;
        Sums4x4 sums = default;
        for (int from = 0; from < left.Depth; from += SliceDepth)
        {
            Group.Barrier();
            left.Bring(rows, from, Edge);
            right.Bring(columns, from, Edge);
            Group.Barrier();
            for (int deep = 0; deep < SliceDepth; deep++)
            {
                sums = sums.Plus(rowQuads[(deep * Pitch / 4) + row], columnQuads[(deep * Pitch / 4) + column]);
            }
        }

        return sums;
    }

    /// <summary>
    /// Writes the thread's elements of a product to a matrix in memory, or adds them to what is there times a factor for each row.
    /// </summary>
    /// <param name="start">Where the tile begins.</param>
    /// <param name="stride">From a row to the next.</param>
    /// <param name="factors">By row.</param>
    public void Store(
        Sums4x4 sums, ArrayView<float> memory, int start, int stride, int rows, int columns, ArrayView<float> factors, bool adds)
    {
        Store(sums.Row0, 0, memory, start, stride, rows, columns, factors, adds);
        Store(sums.Row1, 1, memory, start, stride, rows, columns, factors, adds);
        Store(sums.Row2, 2, memory, start, stride, rows, columns, factors, adds);
        Store(sums.Row3, 3, memory, start, stride, rows, columns, factors, adds);
    }

    private void Store(
        Float4 values, int number, ArrayView<float> memory, int start, int stride, int rows, int columns, ArrayView<float> factors,
        bool adds)
    {
        int row = Row + number;
        if (row < rows)
        {
            int at = start + (row * stride) + Column;
            float factor = factors[row];
            Store(values.X, Column < columns, memory, at, factor, adds);
            Store(values.Y, Column + 1 < columns, memory, at + 1, factor, adds);
            Store(values.Z, Column + 2 < columns, memory, at + 2, factor, adds);
            Store(values.W, Column + 3 < columns, memory, at + 3, factor, adds);
        }
    }

    private static void Store(float value, bool exists, ArrayView<float> memory, int at, float factor, bool adds)
    {
        if (exists)
        {
            memory[at] = adds ? (memory[at] * factor) + value : value;
        }
    }
}
