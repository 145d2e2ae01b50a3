using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Kernels;

/// <summary>
/// Which part of an image [D, H, W, C] is copied: slices and rows from a first one on, which may lie before or behind the image, and columns
/// with borders; spread leaves zeros between neighbours.
/// </summary>
public sealed record ImageCopy(
    Dim Depth, Dim Height, Dim Width, int Channels, IndexExpr FirstSlice, IndexExpr Slices, IndexExpr FirstRow, IndexExpr Rows,
    int FirstColumn, Dim Columns, int SpreadDepth, int SpreadHeight, int SpreadWidth);
