namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// One of the two matrices of a tiled product, as a group loads slices of it: lines are the rows of A or the columns of B, the other way is
/// the depth, along which products are added.
/// </summary>
/// <param name="name">The kernel's operand, and the start of the names of variables.</param>
/// <param name="lines">How many lines there are.</param>
/// <param name="depth">How long a line is.</param>
internal abstract class TileOperand(string name, IndexExpr lines, IndexExpr depth)
{
    public string Name => name;

    /// <summary>The shared memory that holds a slice.</summary>
    public string Slice => "slice" + name.ToUpperInvariant();

    /// <summary>Whether neighbours in memory are neighbours along a line, so that neighbouring threads should load those.</summary>
    public abstract bool RunsAlongLines { get; }

    /// <summary>Declares before the loop over the depth what a thread's lines alone decide.</summary>
    public virtual void Prepare(Block block, IReadOnlyList<IndexExpr> threadLines)
    {
    }

    /// <summary>The elements of a thread's lines at a place of the depth; zero where there is none.</summary>
    public abstract VectorExpr[] Load(Block block, IReadOnlyList<IndexExpr> threadLines, IndexExpr at);

    /// <summary>What must hold for an element to exist; nothing where tiles of every size fit.</summary>
    protected IEnumerable<Condition> Within(IndexExpr line, IndexExpr at) =>
    [
        .. Fits(lines, TiledProduct.LargestTile) ? Enumerable.Empty<Condition>() : [new Condition(Comparison.Below, line, lines)],
        .. Fits(depth, TiledProduct.LargestSide) ? Enumerable.Empty<Condition>() : [new Condition(Comparison.Below, at, depth)],
    ];

    /// <summary>Whether a size is a multiple of the largest tile, hence of every smaller one.</summary>
    public static bool Fits(IndexExpr size, int tile) => size is ConstantIndex c && c.Value % tile == 0;
}
