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
        Image image = new(launch.XShape, launch.YShape, launch.Geometry, launch.Spread);
        bool hasPhases = launch.Spread.Any(s => s > 1) && launch.Geometry.Axes.All(a => a is { Dilation: 1, Stride: 1 });
        return hasPhases ? ByPhase(launch, image) : AtOnce(launch, image);
    }

    private static GpuLaunch AtOnce(ConvLaunch launch, Image image)
    {
        EpilogueReads epilogue = new(launch.Epilogue, launch.YShape);
        Dim pixels = launch.XShape[0] * image.OutPixels;
        Dim depth = image.Taps * image.GroupInputs;
        (ProductTile tile, IndexExpr parts) = ProductTile.WithParts(pixels, image.GroupOutputs, depth, image.Groups, launch.Rounding);
        ProductDepth cut = new(depth, 1, parts, tile.SliceDepth);
        IndexExpr group = image.Groups == 1 ? 0 : cut.Batch;
        IndexExpr firstOutput = group * image.GroupOutputs;
        RunProduct run = new(
            tile,
            new WindowRowsSide("x", HasQuads(image.GroupInputs), WindowImage.Of(image), group * image.GroupInputs, pixels),
            new MatrixSide("w", true, HasQuads(image.GroupOutputs), firstOutput, image.GroupOutputs, depth, image.Outputs),
            Result(image, epilogue, firstOutput, pixels),
            cut.From, cut.To)
        {
            Parts = parts,
            Rounding = launch.Rounding,
        };
        return Launch(launch, run, epilogue, new TileGrid(tile, pixels, image.GroupOutputs, image.Groups) { Parts = parts });
    }

    /// <summary>
    /// Over an image spread by zeros: outputs as far apart as its elements meet the same taps, and elements alone. Each such phase is a
    /// dense convolution with a part of the taps.
    /// </summary>
    private static GpuLaunch ByPhase(ConvLaunch launch, Image image)
    {
        EpilogueReads epilogue = new(launch.Epilogue, launch.YShape);
        int phases = image.SpreadD * image.SpreadH * image.SpreadW;
        Dim samples = launch.XShape[0];
        Dim pixels = samples * (Most(image.OutD, image.SpreadD) * Most(image.OutH, image.SpreadH) * Most(image.OutW, image.SpreadW));
        Dim depth = Most(image.Depth.Kernel, image.SpreadD) * Most(image.Height.Kernel, image.SpreadH) * Most(image.Width.Kernel, image.SpreadW) * image.GroupInputs;
        GridIndex z = new(GridPlace.GroupZ);
        IndexExpr group = image.Groups == 1 ? 0 : z / phases;
        IndexExpr firstOutput = group * image.GroupOutputs;
        RunProduct run = new(
            ProductTile.For(pixels, image.GroupOutputs, depth, image.Groups * phases, launch.Rounding),
            new PhaseRowsSide("x", HasQuads(image.GroupInputs)),
            new PhaseWeightsSide("w", HasQuads(image.GroupOutputs), firstOutput, image.GroupOutputs, image.Outputs),
            Result(image, epilogue, firstOutput, pixels),
            0, depth)
        {
            Phase = new WindowPhase(WindowImage.Of(image), group * image.GroupInputs, samples, new[]
            {
                z / (image.SpreadH * image.SpreadW) % image.SpreadD, z / image.SpreadW % image.SpreadH, z % image.SpreadW,
            }),
            Rounding = launch.Rounding,
        };
        return Launch(launch, run, epilogue, new TileGrid(run.Tile, pixels, image.GroupOutputs, image.Groups * phases));

        static Dim Most(Dim size, int spread) => (size + (spread - 1)).Over(spread);
    }

    private static ProductResult Result(Image image, EpilogueReads epilogue, IndexExpr firstOutput, Dim pixels) => new(
        "y", firstOutput, pixels, image.GroupOutputs, image.Outputs, HasQuads(image.GroupOutputs), epilogue.Body,
        epilogue.Arguments(ProductResult.Element, ProductResult.At, ProductResult.Column + firstOutput));

    private static GpuLaunch Launch(ConvLaunch launch, RunProduct run, EpilogueReads epilogue, TileGrid grid)
    {
        Kernel kernel = new(Name("Conv", launch.Geometry, launch.XShape, launch.YShape),
            ProductKernel.Comment($"{launch.XShape} by {launch.WShape} -> {launch.YShape}", epilogue),
            new KernelOperand[] { new("x"), new("w"), new("y") }.Concat(epilogue.Operands).ToArray(), epilogue.Keys.ToArray(), new Statement[] { run });
        return GpuLaunch.OfProduct(kernel, run, grid, [launch.X, launch.W, launch.Y, .. epilogue.Buffers]);
    }

    /// <summary>The gradient of the weights of each part of the pixels: what is added up later, in the order of the parts.</summary>
    public static GpuLaunch Of(ConvWeightLaunch launch)
    {
        Image image = new(launch.XShape, launch.DyShape, launch.Geometry, [.. launch.Geometry.Axes.Select(_ => 1)]);
        Dim pixels = launch.XShape[0] * image.OutPixels;
        Dim taps = image.Taps * image.GroupInputs;
        int parts = launch.PartsShape[0].Value;
        ProductTile tile = ProductTile.For(taps, image.GroupOutputs, pixels, image.Groups * parts, launch.Rounding);
        IndexExpr groups = tile.PartsOf(taps, image.GroupOutputs, pixels.Over(parts), image.Groups * parts);
        ProductDepth cut = new(pixels, parts, groups, tile.SliceDepth);
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
            Parts = groups,
            Rounding = launch.Rounding,
        };
        Kernel kernel = new(Name("ConvWeight", launch.Geometry, launch.XShape, launch.DyShape), $"{launch.XShape} with {launch.DyShape}",
            new KernelOperand[] { new("x"), new("dy"), new("parts") }, EquatableArray<RandomKey>.Empty, new Statement[] { run });
        return GpuLaunch.OfProduct(kernel, run, new TileGrid(tile, taps, image.GroupOutputs, image.Groups * parts) { Parts = groups }, [launch.X, launch.Dy, launch.Parts]);
    }

    private static bool HasQuads(int channels) => channels % 4 == 0;

    /// <summary>Of a kernel that does something with the windows of an image.</summary>
    public static string Name(string role, ConvGeometry geometry, Shape x, Shape y) =>
        KernelNaming.Of(role + string.Join("x", geometry.Axes.Select(a => a.Kernel)), x.WithoutBatch(), y.WithoutBatch());
}
