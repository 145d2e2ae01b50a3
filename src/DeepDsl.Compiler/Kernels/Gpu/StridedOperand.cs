namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>A matrix in memory, transposed or not.</summary>
/// <param name="name">The kernel's operand.</param>
/// <param name="lines">How many lines there are.</param>
/// <param name="depth">How long a line is.</param>
/// <param name="start">Where the matrix begins.</param>
/// <param name="runsAlongLines">A line is one run of memory; otherwise what all lines have at one place of the depth is.</param>
internal sealed class StridedOperand(string name, IndexExpr lines, IndexExpr depth, IndexExpr start, bool runsAlongLines)
    : TileOperand(name, lines, depth)
{
    private readonly IndexExpr _lines = lines;
    private readonly IndexExpr _depth = depth;

    public override bool RunsAlongLines => runsAlongLines;

    public override VectorExpr[] Load(Block block, IReadOnlyList<IndexExpr> threadLines, IndexExpr at) =>
    [
        .. threadLines.Select(line => new LoadWhere(
            new View(Name, start + (runsAlongLines ? (line * _depth) + at : (at * _lines) + line)), Within(line, at).ToArray())),
    ];
}
