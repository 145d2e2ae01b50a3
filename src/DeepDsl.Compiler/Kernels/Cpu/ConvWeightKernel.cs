using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// Weight gradients of convolutions: per tap row a product of the window's columns with the output's gradient over all positions, added
/// up sample by sample. A work item is one part of the batch with a buffer of its own; the parts are added later in order.
/// </summary>
internal static class ConvWeightKernel
{
    public static CpuLaunch Of(ConvWeightLaunch launch)
    {
        Image image = new(launch.XShape, launch.DyShape, launch.Geometry, [.. launch.Geometry.Axes.Select(_ => 1)]);
        int parts = launch.PartsShape[0].Value;
        long size = launch.PartsShape.Size.Constant / parts;
        IndexExpr batch = launch.XShape[0];
        Statement[] body = Block.ForItems("item", (block, item) =>
        {
            View part = block.Let("part", new View("result", item * size));
            block.Add(new Clear(part, size));
            IndexExpr last = block.Let("lastImage", IndexExpr.Share(item + 1, batch, parts));
            block.For("image", IndexExpr.Share(item, batch, parts), last, (inImage, sample) =>
            {
                View source = inImage.Let("source", new View("x", sample * image.InLength));
                inImage.Let("gradient", new View("dy", sample * image.OutLength));
                if (image.Copies)
                {
                    inImage.Add(new LetScratch("window"));
                    View window = new("window");
                    inImage.Add(image.Copy(source, window, 0, image.PaddedD, 0, image.PaddedH));
                    source = window;
                }

                if (image.IsDepthwise)
                {
                    DepthwiseKernel.WeightGradient(inImage, image, source);
                }
                else
                {
                    Products(inImage, image, source);
                }
            });
        });
        string window = string.Join("x", launch.Geometry.Axes.Select(a => a.Kernel));
        Kernel kernel = new(KernelNaming.Of("ConvWeight" + window, launch.XShape.WithoutBatch(), launch.DyShape.WithoutBatch()),
            $"{launch.XShape} with {launch.DyShape}", new KernelOperand[] { new("x"), new("dy"), new("result") }, EquatableArray<RandomKey>.Empty, body)
        {
            ReadsBatch = true,
        };
        return new CpuLaunch(kernel, parts, 2 * image.OutLength.Estimate * size / image.Outputs, [launch.X, launch.Dy, launch.Parts])
        {
            Scratch = image.Copies ? image.PaddedD * image.PaddedH * image.RowStride : 0,
        };
    }

    private static void Products(Block block, Image image, View source)
    {
        int vectors = image.GroupOutputs > 16 ? 2 : 1;
        List<TileLoop> loops = [];
        if (!image.OutD.IsOne)
        {
            loops.Add(new TileLoop(image.OutD, image.Depth.Stride * image.SliceStride, image.OutH * image.OutW * image.Outputs));
        }

        if (!image.OutH.IsOne)
        {
            loops.Add(new TileLoop(image.OutH, image.Height.Stride * image.RowStride, image.OutW * image.Outputs));
        }

        loops.Add(new TileLoop(image.OutW, image.Width.Stride * image.Channels, image.Outputs));

        block.Repeat("group", image.Groups, (inGroup, group) => inGroup.ForVectors("column", image.GroupOutputs, (inColumn, column) =>
        {
            IndexExpr left = inColumn.Let("left", image.GroupOutputs - column);
            IndexExpr output = inColumn.Let("output", (group * image.GroupOutputs) + column);
            View read = source + (group * image.GroupInputs);
            Statement Call(IEnumerable<int> rows, View a, IndexExpr c) => new CallTile(
                new Tile(rows.ToArray(), vectors, loops.Count, image.Outputs, true)
                {
                    IsWhole = Tile.Divides(vectors, image.GroupOutputs),
                }, a, new View("gradient", output), new View("part", c), left,
                loops.ToArray());

            int most = vectors == 1 ? 16 : 14;
            Dim[] rows = image.Taps * image.GroupInputs > most ? [] : [.. Rows(image)];
            if (rows.Length == 0 || rows.Any(r => !r.IsConstant || r.Constant > int.MaxValue))
            {
                ByTap(inColumn, image, read, output, vectors, Call);
                return;
            }

            // A first layer: all its taps and channels are rows of one tile, which narrow registers cannot hold.
            inColumn.If(new Condition(Comparison.AtLeast, IndexExpr.VectorWidth, 16),
                wide => wide.Add(Call(rows.Select(r => r.Value), read, output)),
                narrow => ByTap(narrow, image, read, output, vectors, Call));
        }, IndexExpr.VectorWidth * vectors));
    }

    private static void ByTap(
        Block block, Image image, View read, IndexExpr output, int vectors, Func<IEnumerable<int>, View, IndexExpr, Statement> call)
    {
        // Rows within a run are neighbours in memory: a row of taps, or one tap where taps are dilated or channels grouped.
        bool joined = image.Groups == 1 && image.Width.Dilation == 1;
        int run = joined ? image.Width.Kernel * image.GroupInputs : image.GroupInputs;
        int tapsW = joined ? 1 : image.Width.Kernel;
        TileHeights heights = new(run, vectors);
        block.Repeat("tapZ", image.Depth.Kernel, (b1, z) => b1.Repeat("tapY", image.Height.Kernel, (b2, y) => b2.Repeat("tapX", tapsW, (inTap, x) =>
        {
            View tap = read + (z * (image.Depth.Dilation * image.SliceStride)) + (y * (image.Height.Dilation * image.RowStride))
                + (x * (image.Width.Dilation * image.Channels));
            tap = new View(tap.Reference, inTap.Let("tap", tap.Offset, wide: true));
            IndexExpr firstRow = inTap.Let("firstRow", ((((z * image.Height.Kernel) + y) * tapsW) + x) * run);
            heights.Cover(inTap, "row", 0, run, (height, row) =>
                call(Enumerable.Range(0, height), tap + row, ((firstRow + row) * image.Outputs) + output));
        })));
    }

    /// <summary>Where each row of the weight reads, relative to a window's start.</summary>
    private static IEnumerable<Dim> Rows(Image image)
    {
        for (int z = 0; z < image.Depth.Kernel; z++)
        {
            for (int y = 0; y < image.Height.Kernel; y++)
            {
                for (int x = 0; x < image.Width.Kernel; x++)
                {
                    for (int c = 0; c < image.GroupInputs; c++)
                    {
                        yield return (z * image.Depth.Dilation * image.SliceStride) + (y * image.Height.Dilation * image.RowStride)
                            + (x * image.Width.Dilation * image.Channels) + c;
                    }
                }
            }
        }
    }
}
