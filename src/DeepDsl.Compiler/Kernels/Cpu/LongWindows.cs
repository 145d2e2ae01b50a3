using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// Windows of more taps than are written out, each channel by itself: loops over taps, with the sums of some neighbouring outputs in
/// registers, or those of some neighbouring taps where the weights' gradient is added up. Additions have the order of short windows.
/// </summary>
internal static class LongWindows
{
    /// <summary>Sums in registers: of 16, some are left for what is added.</summary>
    private const int Sums = 8;

    private static readonly int[] s_blocks = [Sums, 1];

    /// <summary>Output rows of one slice, for one vector of channels.</summary>
    /// <param name="window">Start of an output row's first window.</param>
    /// <param name="target">Where an output row begins.</param>
    public static void Rows(
        Block block, Image image, EpilogueLoop epilogue, IndexExpr firstRow, IndexExpr lastRow, Func<IndexExpr, View> window,
        Func<IndexExpr, IndexExpr> target, IndexExpr channel, IndexExpr left) => block.For("row", firstRow, lastRow, (inRow, row) =>
    {
        (VariableIndex read, VariableIndex write) = (new("read", IsWide: true), new("write", IsWide: true));
        View start = window(row);
        inRow.Add(new LetIndex(read, start.Offset));
        inRow.Add(new LetIndex(write, target(row)));
        VariableIndex pixel = new("pixel");
        inRow.Add(new LetIndex(pixel, 0));
        int step = image.Width.Stride * image.Channels;
        foreach (int pixels in s_blocks)
        {
            inRow.Add(new Cover(pixel, image.OutW, pixels, Registers.Any, 0, Block.Of(b =>
            {
                b.Add(Enumerable.Range(0, pixels).Select(p => Statements.Let($"sum{p}", VectorExpr.Zero)));
                SumTaps(b, image, new View(start.Reference, read), channel, pixels, step);
                for (int p = 0; p < pixels; p++)
                {
                    VectorExpr[] arguments = epilogue.Arguments(new VectorName($"sum{p}"), write + (p * image.Channels), channel);
                    b.Add(Statements.Compute($"result{p}", epilogue.Body, arguments));
                    b.Add(new StoreVector(new View("y", write + (p * image.Channels)), new VectorName($"result{p}"), left));
                }

                b.Add(new Advance(read, pixels * step));
                b.Add(new Advance(write, pixels * image.Channels));
            })));
        }
    });

    /// <summary>Partial weight gradients of one sample, added to "part", for one vector of channels.</summary>
    public static void WeightGradient(Block block, Image image, View source, IndexExpr channel, IndexExpr left) =>
        block.Repeat("tapZ", image.Depth.Kernel, (inTapZ, z) => inTapZ.Repeat("tapY", image.Height.Kernel, (inTapY, y) =>
        {
            VariableIndex x = new("tapX");
            inTapY.Add(new LetIndex(x, 0));
            foreach (int taps in s_blocks.Where(taps => taps == 1 || image.Width.Kernel >= taps))
            {
                inTapY.Add(new Cover(x, image.Width.Kernel, taps, Registers.Any, 0, Block.Of(b =>
                {
                    IndexExpr first = b.Let("first", (((((z * image.Height.Kernel) + y) * image.Width.Kernel) + x) * image.Channels) + channel);
                    IEnumerable<(string Sum, View Place)> sums =
                        [.. Enumerable.Range(0, taps).Select(t => ($"sum{t}", new View("part", first + (t * image.Channels))))];
                    b.Add(sums.Select(s => Statements.Let(s.Sum, new LoadVector(s.Place))));
                    SumPixels(b, image, source + Place(image, z, y) + (x * (image.Width.Dilation * image.Channels)), channel, taps);
                    b.Add(sums.Select(s => new StoreVector(s.Place, new VectorName(s.Sum), left)));
                })));
            }
        }));

    /// <summary>Adds the windows of neighbouring outputs to their sums.</summary>
    private static void SumTaps(Block block, Image image, View window, IndexExpr channel, int pixels, int step)
    {
        VariableIndex weight = new("weight", IsWide: true);
        block.Add(new LetIndex(weight, channel));
        block.Repeat("tapZ", image.Depth.Kernel, (inTapZ, z) => inTapZ.Repeat("tapY", image.Height.Kernel, (inTapY, y) =>
        {
            VariableIndex tap = new("tap", IsWide: true);
            inTapY.Add(new LetIndex(tap, (window + Place(image, z, y)).Offset));
            inTapY.Repeat("tapX", image.Width.Kernel, (inTap, _) =>
            {
                inTap.Add(Statements.Let("w0", new LoadVector(new View("w", weight))));
                inTap.Add(Enumerable.Range(0, pixels).Select(p =>
                    DepthwiseKernel.MultiplyAdd($"sum{p}", new View(window.Reference, tap + (p * step)), new VectorName("w0"))));
                inTap.Add(new Advance(tap, image.Width.Dilation * image.Channels));
                inTap.Add(new Advance(weight, image.Channels));
            });
        }));
    }

    /// <summary>Adds what all outputs of a sample give to the gradients of neighbouring taps.</summary>
    private static void SumPixels(Block block, Image image, View source, IndexExpr channel, int taps) =>
        block.Repeat("z", image.OutD, (inSlice, z) => inSlice.Repeat("row", image.OutH, (inRow, row) =>
        {
            (VariableIndex read, VariableIndex at) = (new("read", IsWide: true), new("at", IsWide: true));
            inRow.Add(new LetIndex(read,
                (source + (z * (image.Depth.Stride * image.SliceStride)) + (row * (image.Height.Stride * image.RowStride))).Offset));
            inRow.Add(new LetIndex(at, ((((z * image.OutH) + row) * image.OutW) * image.Channels) + channel));
            inRow.Repeat("pixel", image.OutW, (inPixel, _) =>
            {
                inPixel.Add(Statements.Let("slope", new LoadVector(new View("gradient", at))));
                inPixel.Add(Enumerable.Range(0, taps).Select(t => DepthwiseKernel.MultiplyAdd(
                    $"sum{t}", new View(source.Reference, read + (t * image.Width.Dilation * image.Channels)), new VectorName("slope"))));
                inPixel.Add(new Advance(read, image.Width.Stride * image.Channels));
                inPixel.Add(new Advance(at, image.Channels));
            });
        }));

    /// <summary>Where a row of taps lies, relative to a window's start.</summary>
    private static IndexExpr Place(Image image, IndexExpr z, IndexExpr y) =>
        (z * (image.Depth.Dilation * image.SliceStride)) + (y * (image.Height.Dilation * image.RowStride));
}
