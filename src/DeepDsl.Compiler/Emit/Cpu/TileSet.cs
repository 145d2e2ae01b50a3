namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>The register tiles a model needs, each once.</summary>
internal sealed class TileSet
{
    private readonly Dictionary<Tile, string> _names = [];

    public IReadOnlyCollection<Tile> Used => _names.Keys;

    /// <summary>Heights for <paramref name="extent"/> rows (unknown where null): wide registers first, then what narrow ones and tails use.</summary>
    public static IReadOnlyList<int> Heights(int? extent, int vectors)
    {
        int most = vectors == 1 ? 16 : 14;
        int best = extent is { } n
            ? Enumerable.Range(1, most).Where(r => n % r == 0 && r > 4).DefaultIfEmpty(Math.Min(n, 8)).Max()
            : 8;
        List<int> heights = [best];
        foreach (int r in new[] { 4, 2, 1 })
        {
            // Narrow registers hold four rows; the rest of the extent must still be covered.
            int rest = extent is { } e ? (r == 4 ? e : e % (r * 2)) : r;
            if (r < best && rest >= r)
            {
                heights.Add(r);
            }
        }

        return heights;
    }

    /// <summary>Text of a call; a, b and c are where the tile starts in its operands, left the columns from there on.</summary>
    public string Call(Tile tile, IReadOnlyList<TileLoop> loops, string a, string b, string c)
    {
        if (!_names.TryGetValue(tile, out string name))
        {
            _names.Add(tile, name = tile.Name);
        }

        return $"{TilesEmitter.ClassName}<V>.{name}(ref {a}, ref {b}, ref {c}, left{TileLoop.Arguments(loops)});";
    }

    /// <summary>
    /// Covers rows <paramref name="first"/> to <paramref name="end"/> by tiles, tallest first; those above four rows only where registers
    /// are wide enough for them.
    /// </summary>
    public static void Cover(CodeWriter w, IReadOnlyList<int> heights, string row, string first, string end, Action<int> call)
    {
        w.Line($"int {row} = {first};");
        foreach (int height in heights)
        {
            string wide = height > 4 ? "V.Width >= 16 && " : "";
            using (w.Block($"for (; {wide}{row} + {height} <= {end}; {row} += {height})"))
            {
                call(height);
            }
        }
    }
}
