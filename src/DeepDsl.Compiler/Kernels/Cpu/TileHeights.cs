namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>Which tiles cover a number of rows: wide registers first, then what narrow ones and tails use.</summary>
internal sealed class TileHeights
{
    private readonly List<int> _heights;

    /// <param name="extent">Rows in all, null where a call has any number.</param>
    /// <param name="vectors">Vectors of columns in a tile, one or two.</param>
    public TileHeights(int? extent, int vectors)
    {
        int most = vectors == 1 ? 16 : 14;
        int best = extent is { } n
            ? Enumerable.Range(1, most).Where(r => n % r == 0 && r > 4).DefaultIfEmpty(Math.Min(n, 8)).Max()
            : 8;
        _heights = [best];
        foreach (int r in new[] { 4, 2, 1 })
        {
            // Narrow registers hold four rows; the rest of the extent must still be covered.
            int rest = extent is { } e ? (r == 4 ? e : e % (r * 2)) : r;
            if (r < best && rest >= r)
            {
                _heights.Add(r);
            }
        }
    }

    /// <summary>Rows of the tallest tile.</summary>
    public int Tallest => _heights[0];

    /// <summary>Covers the rows from <paramref name="first"/> to <paramref name="end"/>.</summary>
    public void Cover(Block block, string name, IndexExpr first, IndexExpr end, Func<int, IndexExpr, Statement> call)
    {
        VariableIndex row = new(name);
        block.Add(new LetIndex(row, first));
        block.Add(_heights.Select(height => new Cover(row, end, height, height > 4 ? 16 : 0, new[] { call(height, row) })));
    }
}
