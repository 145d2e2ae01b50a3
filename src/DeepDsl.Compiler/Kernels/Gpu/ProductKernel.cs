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
        IndexExpr batch = batches.IsOne ? 0 : new GridIndex(GridPlace.GroupZ);
        TiledProduct product = new(
            new StridedOperand("a", rows, depth, batch * (rows * depth), runsAlongLines: !launch.TransposeA),
            new StridedOperand("b", columns, depth, batch * (depth * columns), runsAlongLines: launch.TransposeB), epilogue)
        {
            Rows = rows,
            Columns = columns,
            Depth = depth,
            Start = batch * (rows * columns),
        };
        string comment = $"{launch.AShape}{(launch.TransposeA ? " transposed" : "")} x {launch.BShape}{(launch.TransposeB ? " transposed" : "")}";
        Kernel kernel = new(KernelNaming.Of("Product", launch.AShape, launch.BShape), Comment(comment, epilogue),
            new KernelOperand[] { new("a"), new("b"), new("c") }.Concat(epilogue.Operands).ToArray(), epilogue.Keys.ToArray(), product.Body());
        return new GpuLaunch(kernel, new TileGrid(rows, columns, batches), [launch.A, launch.B, launch.C, .. epilogue.Buffers]);
    }

    /// <summary>With what follows the product, of which it is x0.</summary>
    public static string Comment(string product, EpilogueReads epilogue) => epilogue.IsNone ? product : $"{product}, then {epilogue.Body}";
}
