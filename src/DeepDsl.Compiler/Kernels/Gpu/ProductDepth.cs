namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// The depth of a product in parts of whole slices, the innermost of what a grid counts along z: parts whose results are kept apart, each
/// shared by groups that add up theirs.
/// </summary>
internal sealed class ProductDepth(IndexExpr depth, int parts, IndexExpr groups, int sliceDepth)
{
    private static readonly GridIndex Z = new(GridPlace.GroupZ);

    private readonly IndexExpr _pieces = groups * parts;

    /// <summary>The matrix of a batch, or the group of channels.</summary>
    public IndexExpr Batch => Z / _pieces;

    public IndexExpr From => _pieces.IsOne ? 0 : Z % _pieces * Length;

    /// <summary>May lie behind the end, where operands have zeros.</summary>
    public IndexExpr To => _pieces.IsOne ? depth : From + Length;

    /// <summary>Of those kept apart.</summary>
    public IndexExpr Part => parts == 1 ? 0 : Z / groups % parts;

    private IndexExpr Length => IndexExpr.Parts(depth, _pieces * sliceDepth) * sliceDepth;
}
