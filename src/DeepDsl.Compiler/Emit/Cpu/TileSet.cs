namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>The register tiles a model needs, each once.</summary>
internal sealed class TileSet
{
    private readonly Dictionary<Tile, string> _names = [];

    public IReadOnlyCollection<Tile> Used => _names.Keys;

    /// <summary>Text of a call; a, b and c are where the tile starts in its operands, left the columns from there on.</summary>
    public string Call(Tile tile, IReadOnlyList<TileLoop> loops, string a, string b, string c)
    {
        if (!_names.TryGetValue(tile, out string name))
        {
            _names.Add(tile, name = tile.Name);
        }

        return $"{TilesEmitter.ClassName}<V>.{name}(ref {a}, ref {b}, ref {c}{(tile.IsWhole ? "" : ", left")}{TileLoop.Arguments(loops)});";
    }
}
