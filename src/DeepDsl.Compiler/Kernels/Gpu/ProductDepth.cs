namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>The depth of a product in parts of whole slices, the innermost of what a grid counts along z.</summary>
internal sealed class ProductDepth(IndexExpr depth, int parts, int sliceDepth)
{
    private static readonly GridIndex Z = new(GridPlace.GroupZ);

    /// <summary>The matrix of a batch, or the group of channels.</summary>
    public IndexExpr Batch => Z / parts;

    public IndexExpr From => Part * Length;

    /// <summary>May lie behind the end, where operands have zeros.</summary>
    public IndexExpr To => parts == 1 ? depth : From + Length;

    public IndexExpr Part => parts == 1 ? 0 : Z % parts;

    private IndexExpr Length => parts == 1 ? depth : IndexExpr.Parts(depth, parts * sliceDepth) * sliceDepth;
}
