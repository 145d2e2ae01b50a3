using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>On a GPU: a tile of a product by all threads of a group; the runtime has the loops.</summary>
/// <param name="Tile">The tile of a group.</param>
/// <param name="From">Where in the depth to begin, a multiple of the slices' depth.</param>
/// <param name="To">Where to end.</param>
public sealed record RunProduct(ProductTile Tile, ProductSide A, ProductSide B, ProductResult Result, IndexExpr From, IndexExpr To) : Statement
{
    /// <summary>Groups that share the depth of a tile, of which the last adds up what all have; they are the innermost along z.</summary>
    public IndexExpr Parts { get; init; } = 1;

    /// <summary>Whether there may be several.</summary>
    public bool SharesDepth => !Parts.IsOne;

    /// <summary>What is done to the operands as they are read; null for nothing.</summary>
    public UnaryOp? Rounding { get; init; }

    /// <summary>Whether tensor cores do it, by whole warps; only of rounded operands.</summary>
    public bool ByTensorCores { get; init; }

    /// <summary>Where the left side is a phase of an image spread by zeros.</summary>
    public WindowPhase? Phase { get; init; }
}

/// <summary>One phase of the windows over an image spread by zeros.</summary>
/// <param name="First">The first channel they see.</param>
/// <param name="Numbers">Of each axis, the outermost first.</param>
public sealed record WindowPhase(WindowImage Image, IndexExpr First, IndexExpr Samples, EquatableArray<IndexExpr> Numbers);

/// <summary>One side of a product: lines are the rows of the left one and the columns of the right one.</summary>
/// <param name="Operand">The kernel's.</param>
/// <param name="LinesAdjoin">Neighbours in memory are neighbouring lines, rather than neighbours along a line.</param>
/// <param name="CopiesQuads">Units of four neighbours exist as a whole or not at all, and begin at multiples of 16 bytes.</param>
public abstract record ProductSide(string Operand, bool LinesAdjoin, bool CopiesQuads);

/// <summary>A matrix in memory.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Stride">From one run of memory to the next.</param>
public sealed record MatrixSide(
    string Operand, bool LinesAdjoin, bool CopiesQuads, IndexExpr Start, IndexExpr Lines, IndexExpr Depth, IndexExpr Stride)
    : ProductSide(Operand, LinesAdjoin, CopiesQuads);

/// <summary>The windows of an image as rows, one for each pixel of the output.</summary>
/// <param name="First">The first channel they see.</param>
public sealed record WindowRowsSide(string Operand, bool CopiesQuads, WindowImage Image, IndexExpr First, IndexExpr Pixels)
    : ProductSide(Operand, LinesAdjoin: false, CopiesQuads);

/// <summary>The windows of an image as columns, one for each tap and channel.</summary>
/// <param name="First">The first channel they see.</param>
public sealed record WindowColumnsSide(string Operand, bool CopiesQuads, WindowImage Image, IndexExpr First, IndexExpr Taps, IndexExpr Samples)
    : ProductSide(Operand, LinesAdjoin: true, CopiesQuads);

/// <summary>The windows of the product's phase as rows.</summary>
public sealed record PhaseRowsSide(string Operand, bool CopiesQuads) : ProductSide(Operand, LinesAdjoin: false, CopiesQuads);

/// <summary>The weights whose taps the product's phase meets.</summary>
/// <param name="Start">The first output.</param>
/// <param name="Stride">From a row to the next.</param>
public sealed record PhaseWeightsSide(string Operand, bool CopiesQuads, IndexExpr Start, IndexExpr Outputs, IndexExpr Stride)
    : ProductSide(Operand, LinesAdjoin: true, CopiesQuads);

/// <summary>What is stored of a product.</summary>
/// <param name="Operand">The kernel's.</param>
/// <param name="Start">Where the matrix begins.</param>
/// <param name="Stride">From a row to the next.</param>
/// <param name="StoresQuads">Four neighbouring columns exist as a whole or not at all, and begin at multiples of 16 bytes.</param>
/// <param name="Body">What becomes of each element; argument 0 is <see cref="Element"/>.</param>
/// <param name="Arguments">Of the body, by <see cref="At"/> and <see cref="Column"/>.</param>
public sealed record ProductResult(
    string Operand, IndexExpr Start, IndexExpr Rows, IndexExpr Columns, IndexExpr Stride, bool StoresQuads, Expr Body, EquatableArray<VectorExpr> Arguments)
{
    public static VectorName Element { get; } = new("product");

    /// <summary>Where an element is stored.</summary>
    public static VariableIndex At { get; } = new("at");

    public static VariableIndex Column { get; } = new("column");

    public bool IsAsIs => Body is ArgExpr { Index: 0 };
}
