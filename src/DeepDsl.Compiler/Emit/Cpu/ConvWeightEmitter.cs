using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Schedule;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>
/// Weight gradients of convolutions: per tap row a product of the window's columns with the output's gradient over all positions, added
/// up sample by sample. A work item is one part of the batch with a buffer of its own; the parts are added later in order.
/// </summary>
internal static class ConvWeightEmitter
{
    public static KernelCall Emit(ConvWeightStep step, TileSet tiles)
    {
        Image image = new(step.XShape, step.DyShape, step.Geometry, [.. step.Geometry.Axes.Select(_ => 1)]);
        int parts = step.PartsShape[0].Value;
        long size = step.PartsShape.Size.Constant / parts;
        CodeWriter w = new();
        LaunchOperands.Declare(w, 0, "x", "dy", "result");
        using (w.Block("for (int item = begin; item < end; item++)"))
        {
            w.Line($"ref float part = ref Unsafe.Add(ref result, (nint)item * {size});");
            w.Line($"MemoryMarshal.CreateSpan(ref part, {size}).Clear();");
            w.Line($"int lastImage = (int)((long)(item + 1) * launch.N / {parts});");
            using (w.Block($"for (int image = (int)((long)item * launch.N / {parts}); image < lastImage; image++)"))
            {
                w.Line($"ref float source = ref Unsafe.Add(ref x, (nint)image * {image.InLength});");
                w.Line($"ref float gradient = ref Unsafe.Add(ref dy, (nint)image * {image.OutLength});");
                if (image.Copies)
                {
                    w.Line("ref float window = ref launch.Scratch(worker);");
                    w.Line(image.Copy("source", "window", "0", ConvEmitter.Text(image.PaddedD), "0", ConvEmitter.Text(image.PaddedH)));
                }

                string from = image.Copies ? "window" : "source";
                if (image.IsDepthwise)
                {
                    DepthwiseEmitter.WeightGradient(w, image, from);
                }
                else
                {
                    Products(w, image, tiles, from);
                }
            }
        }

        long perItem = 2 * image.OutLength * size / image.Outputs;
        return new KernelCall("ConvWeight", $"{step.XShape} with {step.DyShape}", w.ToString(), ConvEmitter.Text(parts), perItem,
            [Addresses.Of(step.X), Addresses.Of(step.Dy), Addresses.Of(step.Parts)])
        {
            Scratch = image.Copies ? (long)image.PaddedD * image.PaddedH * image.RowStride : 0,
        };
    }

    private static void Products(CodeWriter w, Image image, TileSet tiles, string source)
    {
        int vectors = image.GroupOutputs > 16 ? 2 : 1;
        List<TileLoop> loops = [];
        if (image.OutD > 1)
        {
            loops.Add(new TileLoop(image.OutD, image.Depth.Stride * image.SliceStride, (long)image.OutH * image.OutW * image.Outputs));
        }

        if (image.OutH > 1)
        {
            loops.Add(new TileLoop(image.OutH, image.Height.Stride * image.RowStride, (long)image.OutW * image.Outputs));
        }

        loops.Add(new TileLoop(image.OutW, image.Width.Stride * image.Channels, image.Outputs));
        Tile TileOf(int[] rows) => new(rows, vectors, loops.Count, image.Outputs, true)
        {
            IsWhole = Tile.Divides(vectors, image.GroupOutputs),
        };

        using (w.Loop("group", image.Groups))
        using (w.Block($"for (int column = 0; column < {image.GroupOutputs}; column += {vectors} * V.Width)"))
        {
            w.Line($"int left = {image.GroupOutputs} - column;");
            w.Line($"int output = (group * {image.GroupOutputs}) + column;");
            w.Line($"nint read = group * {image.GroupInputs};");
            int most = vectors == 1 ? 16 : 14;
            if (image.Taps * image.GroupInputs <= most)
            {
                // A first layer: all its taps and channels are rows of one tile, which narrow registers cannot hold.
                using (w.Block("if (V.Width >= 16)"))
                {
                    w.Line(Call(TileOf([.. Rows(image)]), "read", "output"));
                }

                using (w.Block("else"))
                {
                    ByTap();
                }

                return;
            }

            ByTap();
        }

        string Call(Tile tile, string a, string c) => tiles.Call(
            tile, loops, $"Unsafe.Add(ref {source}, {a})", "Unsafe.Add(ref gradient, output)", $"Unsafe.Add(ref part, {c})");

        void ByTap()
        {
            // Rows within a run are neighbours in memory: a row of taps, or one tap where taps are dilated or channels grouped.
            bool joined = image.Groups == 1 && image.Width.Dilation == 1;
            int run = joined ? image.Width.Kernel * image.GroupInputs : image.GroupInputs;
            int tapsW = joined ? 1 : image.Width.Kernel;
            TileHeights heights = new(run, vectors);
            using (w.Loop("tapZ", image.Depth.Kernel))
            using (w.Loop("tapY", image.Height.Kernel))
            using (w.Loop("tapX", tapsW))
            {
                w.Line($"nint tap = read + (tapZ * {image.Depth.Dilation * image.SliceStride}) + (tapY * {image.Height.Dilation * image.RowStride})"
                    + $" + (tapX * {image.Width.Dilation * image.Channels});");
                w.Line($"int firstRow = ((((tapZ * {image.Height.Kernel}) + tapY) * {tapsW}) + tapX) * {run};");
                heights.Cover(w, "row", "0", ConvEmitter.Text(run), height => w.Line(Call(
                    TileOf([.. Enumerable.Range(0, height)]), "tap + row", $"((firstRow + row) * {image.Outputs}) + output")));
            }
        }
    }

    /// <summary>Where each row of the weight reads, relative to a window's start.</summary>
    private static IEnumerable<int> Rows(Image image)
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
