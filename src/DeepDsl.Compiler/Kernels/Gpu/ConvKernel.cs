using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Convolution as the product of windows, which are read where they lie, with the weights; a group of channels after another where there
/// are groups. The gradient of the weights is the product of the windows' columns with the outputs' gradients, in parts of the pixels.
/// </summary>
internal static class ConvKernel
{
    public static GpuLaunch Of(ConvLaunch launch)
    {
        EpilogueReads epilogue = new(launch.Epilogue, launch.YShape);
        Image image = new(launch.XShape, launch.YShape, launch.Geometry, launch.Spread);
        Dim pixels = launch.XShape[0] * (image.OutLength / image.Outputs);
        Dim depth = image.Taps * image.GroupInputs;
        (ProductTile tile, int parts) = ProductTile.WithParts(pixels, image.GroupOutputs, depth, image.Groups, launch.Rounding);
        ProductDepth cut = new(depth, parts, tile.SliceDepth);
        IndexExpr group = image.Groups == 1 ? 0 : cut.Batch;
        IndexExpr firstOutput = group * image.GroupOutputs;
        RunProduct run = new(
            tile,
            new WindowRowsSide("x", HasQuads(image.GroupInputs), WindowImage.Of(image), group * image.GroupInputs, pixels),
            new MatrixSide("w", true, HasQuads(image.GroupOutputs), firstOutput, image.GroupOutputs, depth, image.Outputs),
            new ProductResult("y", firstOutput, pixels, image.GroupOutputs, image.Outputs, HasQuads(image.GroupOutputs), epilogue.Body,
                epilogue.Arguments(ProductResult.Element, ProductResult.At, ProductResult.Column + firstOutput)),
            cut.From, cut.To)
        {
            Parts = parts,
            Rounding = launch.Rounding,
        };
        Kernel kernel = new(Name("Conv", launch.Geometry, launch.XShape, launch.YShape),
            ProductKernel.Comment($"{launch.XShape} by {launch.WShape} -> {launch.YShape}", epilogue),
            new KernelOperand[] { new("x"), new("w"), new("y") }.Concat(epilogue.Operands).ToArray(), epilogue.Keys.ToArray(), new Statement[] { run });
        TileGrid grid = new(tile, pixels, image.GroupOutputs, image.Groups, parts);
        return GpuLaunch.OfProduct(kernel, run, grid, [launch.X, launch.W, launch.Y, .. epilogue.Buffers]);
    }

    /// <summary>The gradient of the weights of each part of the pixels: what is added up later, in the order of the parts.</summary>
    public static GpuLaunch Of(ConvWeightLaunch launch)
    {
        Image image = new(launch.XShape, launch.DyShape, launch.Geometry, [.. launch.Geometry.Axes.Select(_ => 1)]);
        Dim pixels = launch.XShape[0] * (image.OutLength / image.Outputs);
        Dim taps = image.Taps * image.GroupInputs;
        int parts = launch.PartsShape[0].Value;
        ProductTile tile = ProductTile.For(taps, image.GroupOutputs, pixels, image.Groups * parts, launch.Rounding);
        ProductDepth cut = new(pixels, parts, tile.SliceDepth);
        IndexExpr group = image.Groups == 1 ? 0 : cut.Batch;
        IndexExpr firstOutput = group * image.GroupOutputs;
        RunProduct run = new(
            tile,
            new WindowColumnsSide("x", HasQuads(image.GroupInputs), WindowImage.Of(image), group * image.GroupInputs, taps, launch.XShape[0]),
            new MatrixSide("dy", true, HasQuads(image.GroupOutputs), firstOutput, image.GroupOutputs, pixels, image.Outputs),
            new ProductResult("parts", (cut.Part * (taps * image.Outputs)) + firstOutput, taps, image.GroupOutputs, image.Outputs,
                HasQuads(image.GroupOutputs), Exprs.Arg(0), new VectorExpr[] { ProductResult.Element }),
            cut.From, cut.To)
        {
            Rounding = launch.Rounding,
        };
        Kernel kernel = new(Name("ConvWeight", launch.Geometry, launch.XShape, launch.DyShape), $"{launch.XShape} with {launch.DyShape}",
            new KernelOperand[] { new("x"), new("dy"), new("parts") }, EquatableArray<RandomKey>.Empty, new Statement[] { run });
        return GpuLaunch.OfProduct(kernel, run, new TileGrid(tile, taps, image.GroupOutputs, image.Groups * parts), [launch.X, launch.Dy, launch.Parts]);
    }

    private static bool HasQuads(int channels) => channels % 4 == 0;

    private static string Name(string role, ConvGeometry geometry, Shape x, Shape y) =>
        KernelNaming.Of(role + string.Join("x", geometry.Axes.Select(a => a.Kernel)), x.WithoutBatch(), y.WithoutBatch());
}
