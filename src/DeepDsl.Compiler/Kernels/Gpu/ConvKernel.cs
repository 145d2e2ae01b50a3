using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>Convolution as the product of windows, which are read where they lie, with the weights.</summary>
internal static class ConvKernel
{
    public static GpuLaunch Of(ConvLaunch launch)
    {
        EpilogueReads epilogue = new(launch.Epilogue, launch.YShape);
        Image image = new(launch.XShape, launch.YShape, launch.Geometry, launch.Spread);
        IndexExpr pixels = launch.XShape[0] * (image.OutLength / image.Outputs);
        IndexExpr depth = image.Taps * image.Channels;
        TiledProduct product = new(
            new WindowOperand("x", image, pixels), new StridedOperand("w", image.Outputs, depth, 0, runsAlongLines: false), epilogue)
        {
            Rows = pixels,
            Columns = image.Outputs,
            Depth = depth,
            Target = "y",
        };
        string window = string.Join("x", launch.Geometry.Axes.Select(a => a.Kernel));
        Kernel kernel = new(KernelNaming.Of("Conv" + window, launch.XShape.WithoutBatch(), launch.YShape.WithoutBatch()),
            ProductKernel.Comment($"{launch.XShape} by {launch.WShape} -> {launch.YShape}", epilogue),
            new KernelOperand[] { new("x"), new("w"), new("y") }.Concat(epilogue.Operands).ToArray(), epilogue.Keys.ToArray(), product.Body());
        return new GpuLaunch(kernel, new TileGrid(pixels, image.Outputs, 1), [launch.X, launch.W, launch.Y, .. epilogue.Buffers]);
    }
}
