using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>Convolutions in which each channel has its own kernel: vectors run along the channels, a vector's taps stay in registers.</summary>
internal static class DepthwiseKernel
{
    /// <summary>The largest window whose taps are written out one by one.</summary>
    private const int MostTaps = 64;

    /// <summary>Output rows of one slice.</summary>
    /// <param name="window">Start of an output row's first window.</param>
    /// <param name="target">Where an output row begins.</param>
    public static void Rows(
        Block block, Image image, EpilogueLoop epilogue, IndexExpr firstRow, IndexExpr lastRow, Func<IndexExpr, View> window,
        Func<IndexExpr, IndexExpr> target) => block.ForVectors("channel", image.Channels, (inChannel, channel) =>
    {
        IndexExpr left = inChannel.Let("left", image.Channels - channel);
        if (image.Taps > MostTaps)
        {
            LongWindows.Rows(inChannel, image, epilogue, firstRow, lastRow, row => window(row) + channel, row => target(row) + channel, channel, left);
            return;
        }

        List<(Dim Offset, int Tap)> taps = [.. Taps(image)];
        inChannel.Add(taps.Select(t => Statements.Let($"w{t.Tap}", new LoadVector(new View("w", channel + (t.Tap * image.Channels))))));
        inChannel.For("row", firstRow, lastRow, (inRow, row) =>
        {
            (VariableIndex read, VariableIndex write) = (new("read", IsWide: true), new("write", IsWide: true));
            View start = window(row) + channel;
            inRow.Add(new LetIndex(read, start.Offset));
            inRow.Add(new LetIndex(write, target(row) + channel));
            inRow.Repeat("pixel", image.OutW, (inPixel, _) =>
            {
                inPixel.Add(Statements.Let("sum", VectorExpr.Zero));
                inPixel.Add(taps.Select(t => MultiplyAdd("sum", new View(start.Reference, read + (IndexExpr)t.Offset), new VectorName($"w{t.Tap}"))));
                inPixel.Add(Statements.Compute("result", epilogue.Body, epilogue.Arguments(new VectorName("sum"), write, channel)));
                inPixel.Add(new StoreVector(new View("y", write), new VectorName("result"), left));
                inPixel.Add(new Advance(read, image.Width.Stride * image.Channels));
                inPixel.Add(new Advance(write, image.Channels));
            });
        });
    });

    /// <summary>Partial weight gradients of one sample, added to "part".</summary>
    public static void WeightGradient(Block block, Image image, View source) => block.ForVectors("channel", image.Channels, (inChannel, channel) =>
    {
        IndexExpr left = inChannel.Let("left", image.Channels - channel);
        if (image.Taps > MostTaps)
        {
            LongWindows.WeightGradient(inChannel, image, source + channel, channel, left);
            return;
        }

        List<(Dim Offset, int Tap)> taps = [.. Taps(image)];
        View Part(int tap) => new("part", channel + (tap * image.Channels));
        inChannel.Add(taps.Select(t => Statements.Let($"sum{t.Tap}", new LoadVector(Part(t.Tap)))));
        inChannel.Repeat("z", image.OutD, (inSlice, z) => inSlice.Repeat("row", image.OutH, (inRow, row) =>
        {
            (VariableIndex read, VariableIndex at) = (new("read", IsWide: true), new("at", IsWide: true));
            inRow.Add(new LetIndex(read,
                (source + (z * (image.Depth.Stride * image.SliceStride)) + (row * (image.Height.Stride * image.RowStride)) + channel).Offset));
            inRow.Add(new LetIndex(at, ((((z * image.OutH) + row) * image.OutW) * image.Channels) + channel));
            inRow.Repeat("pixel", image.OutW, (inPixel, _) =>
            {
                inPixel.Add(Statements.Let("slope", new LoadVector(new View("gradient", at))));
                inPixel.Add(taps.Select(t => MultiplyAdd($"sum{t.Tap}", new View(source.Reference, read + (IndexExpr)t.Offset), new VectorName("slope"))));
                inPixel.Add(new Advance(read, image.Width.Stride * image.Channels));
                inPixel.Add(new Advance(at, image.Channels));
            });
        }));
        inChannel.Add(taps.Select(t => new StoreVector(Part(t.Tap), new VectorName($"sum{t.Tap}"), left)));
    });

    /// <summary>Adds a product to a sum, rounded once.</summary>
    public static Statement MultiplyAdd(string sum, View a, VectorExpr b) =>
        Statements.Set(sum, (Exprs.Arg(0) * Exprs.Arg(1)) + Exprs.Arg(2), new LoadVector(a), b, new VectorName(sum));

    /// <summary>Where each tap of a window lies, relative to the window's start.</summary>
    private static IEnumerable<(Dim Offset, int Tap)> Taps(Image image)
    {
        int tap = 0;
        for (int z = 0; z < image.Depth.Kernel; z++)
        {
            for (int y = 0; y < image.Height.Kernel; y++)
            {
                for (int x = 0; x < image.Width.Kernel; x++)
                {
                    Dim offset = (z * image.Depth.Dilation * image.SliceStride) + (y * image.Height.Dilation * image.RowStride)
                        + (x * image.Width.Dilation * image.Channels);
                    yield return (offset, tap++);
                }
            }
        }
    }
}
