using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>Matrix products; transposed operands are read where they lie.</summary>
internal static class ProductKernel
{
    public static GpuLaunch Of(MatMulLaunch launch)
    {
        EpilogueReads epilogue = new(launch.Epilogue, launch.CShape);
        Dim rows = launch.CShape[-2];
        Dim columns = launch.CShape[-1];
        Dim depth = launch.TransposeA ? launch.AShape[-2] : launch.AShape[-1];
        Dim batches = new Shape(launch.CShape.Take(launch.CShape.Rank - 2)).Size;
        (ProductTile tile, IndexExpr parts) = ProductTile.WithParts(rows, columns, depth, batches, launch.Rounding);
        ProductDepth cut = new(depth, 1, parts, tile.SliceDepth);
        IndexExpr batch = batches.IsOne ? 0 : cut.Batch;
        RunProduct run = new(
            tile,
            Matrix("a", rows, depth, launch.TransposeA, batch),
            Matrix("b", columns, depth, !launch.TransposeB, batch),
            new ProductResult("c", batch * (rows * columns), rows, columns, columns, IsFourfold(columns), epilogue.Body,
                epilogue.Arguments(ProductResult.Element, ProductResult.At, ProductResult.Column)),
            cut.From, cut.To)
        {
            Parts = parts,
            Rounding = launch.Rounding,
        };
        string comment = $"{launch.AShape}{(launch.TransposeA ? " transposed" : "")} x {launch.BShape}{(launch.TransposeB ? " transposed" : "")}";
        Kernel kernel = new(KernelNaming.Of("Product", launch.AShape, launch.BShape), Comment(comment, epilogue),
            new KernelOperand[] { new("a"), new("b"), new("c") }.Concat(epilogue.Operands).ToArray(), epilogue.Keys.ToArray(), new Statement[] { run });
        return GpuLaunch.OfProduct(kernel, run, new TileGrid(tile, rows, columns, batches) { Parts = parts }, [launch.A, launch.B, launch.C, .. epilogue.Buffers]);
    }

    /// <summary>With what follows the product, of which it is x0.</summary>
    public static string Comment(string product, EpilogueReads epilogue) => epilogue.IsNone ? product : $"{product}, then {epilogue.Body}";

    /// <summary>Whether runs of so many floats are made of whole units of 16 bytes; batches of matrices then begin at such too.</summary>
    private static bool IsFourfold(Dim size) => size.DivideBy(4) is not null;

    private static MatrixSide Matrix(string operand, Dim lines, Dim depth, bool linesAdjoin, IndexExpr batch)
    {
        Dim run = linesAdjoin ? lines : depth;
        return new(operand, linesAdjoin, IsFourfold(run), batch * (lines * depth), lines, depth, run);
    }
}
