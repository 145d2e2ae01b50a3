namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// Which tiles cover a number of rows. With 512 bits there are 32 registers, and a tile takes up to 28 of them for its accumulators; with
/// less there are 16, of which the columns of B and one row of A take up to 3. One text serves both, so each loop over tiles says which
/// of the two it is for, and the JIT drops the others.
/// </summary>
internal sealed class TileHeights
{
    /// <summary>Per height, tallest first, the registers it is for and, of a height that another one completes, which.</summary>
    private readonly List<(int Height, Registers Registers, int Completes)> _loops = [];

    /// <param name="extent">Rows in all, null where a call has any number.</param>
    /// <param name="vectors">Vectors of columns in a tile, one or two.</param>
    /// <param name="unit">
    /// Where less than the extent is covered at a time: what each part is a multiple of, given the tallest tile; null for any number.
    /// </param>
    public TileHeights(int? extent, int vectors, Func<int, int?>? unit = null)
    {
        IReadOnlyList<int> wide = Wide(extent, vectors);
        Tallest = wide[0];
        IReadOnlyList<int> narrow = Narrow(extent is null || unit is null ? extent : unit(Tallest), vectors);
        bool balanced = narrow.Count == 2;
        foreach (int height in wide)
        {
            _loops.Add((height, !balanced && narrow.Contains(height) ? Registers.Any : Registers.Wide, 0));
        }

        foreach (int height in balanced ? narrow.Reverse() : narrow.Except(wide))
        {
            _loops.Add((height, Registers.Narrow, balanced && height == narrow[1] ? narrow[0] : 0));
        }

        if (!balanced)
        {
            _loops.Sort((a, b) => b.Height.CompareTo(a.Height));
        }
    }

    /// <summary>Rows of the tallest tile.</summary>
    public int Tallest { get; }

    /// <summary>Covers rows <paramref name="first"/> to <paramref name="end"/>.</summary>
    public void Cover(Block block, string name, IndexExpr first, IndexExpr end, Func<int, IndexExpr, Statement> call)
    {
        VariableIndex row = new(name);
        block.Add(new LetIndex(row, first));
        block.Add(_loops.Select(loop => new Cover(row, end, loop.Height, loop.Registers, loop.Completes, new[] { call(loop.Height, row) })));
    }

    /// <summary>One tile that divides the extent, or a middling one and what remains.</summary>
    private static IReadOnlyList<int> Wide(int? extent, int vectors)
    {
        if (extent is not { } rows)
        {
            return [8, 4, 2, 1];
        }

        int most = vectors == 1 ? 16 : 14;
        int best = Enumerable.Range(1, most).Where(r => rows % r == 0 && r > 4).DefaultIfEmpty(Math.Min(rows, 8)).Max();
        return [best, .. new[] { 4, 2, 1 }.Where(r => r < best && rows % best % (r * 2) >= r)];
    }

    /// <summary>
    /// 12 accumulators, or 14 in one column: fewer wait for each other's multiplications, more do not fit. Of a known extent a height that
    /// divides it, where that is tall enough, else as few tiles as can be, and these of one height and the next below it.
    /// </summary>
    private static IReadOnlyList<int> Narrow(int? extent, int vectors)
    {
        int most = vectors == 1 ? 14 : 6;
        if (extent is not { } rows)
        {
            return vectors == 1 ? [8, 4, 2, 1] : [most, 4, 2, 1];
        }

        int enough = vectors == 1 ? 8 : 5;
        int divisor = Enumerable.Range(1, most).Last(r => rows % r == 0);
        int tiles = (rows + most - 1) / most;
        int height = (rows + tiles - 1) / tiles;
        return divisor >= enough ? [divisor] : tiles * height == rows ? [height] : [height, height - 1];
    }
}
