using System.Globalization;
using DeepDsl.Compiler.Schedule;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>
/// Direct convolution: each row of output pixels is a small product whose A rows are windows of the input, read in place. Borders are
/// dealt with once, in a padded copy of the rows that a work item needs, so the tiles have no branch.
/// </summary>
internal static class ConvEmitter
{
    public static KernelCall Emit(ConvStep step, TileSet tiles)
    {
        Image image = new(step.XShape, step.YShape, step.Geometry, step.Spread);
        if (SpreadConvEmitter.Fits(step, image))
        {
            return SpreadConvEmitter.Emit(step, image, tiles);
        }

        CodeWriter w = new();
        LaunchOperands.Declare(w, 0, "x", "w", "y");
        EpilogueLoop.Declare(w, step.Epilogue, 3);

        // Copying rows costs its overlap with the neighbours, so an item with a copy takes many; with depth, all of them, so that slices
        // of the copy lie a fixed distance apart.
        int rows = image.Depth.Kernel > 1 ? image.OutH : image.Copies ? (image.OutH >= 8 ? (image.OutH + 1) / 2 : image.OutH) : Math.Min(image.OutH, 4);
        int blocks = (image.OutH + rows - 1) / rows;
        int padded = ((rows - 1) * image.Height.Stride) + image.Height.Extent;
        using (w.Block("for (int item = begin; item < end; item++)"))
        {
            w.Line($"int slice = item / {blocks};");
            w.Line($"int firstRow = (item - (slice * {blocks})) * {rows};");
            w.Line($"int lastRow = Math.Min(firstRow + {rows}, {image.OutH});");
            w.Line(image.OutD == 1 ? "int image = slice;" : $"int image = slice / {image.OutD};");
            w.Line(image.OutD == 1 ? "const int z = 0;" : $"int z = slice - (image * {image.OutD});");
            w.Line($"ref float source = ref Unsafe.Add(ref x, (nint)image * {image.InLength});");
            if (image.Copies)
            {
                w.Line("ref float window = ref launch.Scratch(worker);");
                string count = $"((lastRow - firstRow - 1) * {image.Height.Stride}) + {image.Height.Extent}";
                w.Line(image.Copy("source", "window", $"(z * {image.Depth.Stride})", Text(image.Depth.Extent),
                    $"(firstRow * {image.Height.Stride})", count));
            }

            if (image.IsDepthwise)
            {
                DepthwiseEmitter.Rows(w, image, step, Window(image));
            }
            else
            {
                Rows(w, image, step, tiles);
            }
        }

        long perItem = 2 * image.OutLength / image.OutH / image.OutD * rows * step.Geometry.Axes.Aggregate(1, (n, a) => n * a.Kernel)
            * image.GroupInputs / 16;
        return new KernelCall("Conv", $"{step.XShape} by {step.WShape} -> {step.YShape}", w.ToString(), $"n * {image.OutD * blocks}", perItem,
            [Addresses.Of(step.X), Addresses.Of(step.W), Addresses.Of(step.Y), .. EpilogueLoop.Addresses(step.Epilogue)])
        {
            Scratch = image.Copies ? (long)image.Depth.Extent * padded * image.RowStride : 0,
        };
    }

    /// <summary>Start of the window of output row "row", pixel "pixel", as an offset in what windows read.</summary>
    private static string Window(Image image) => image.Copies
        ? $"((nint)(row - firstRow) * {image.Height.Stride * image.RowStride})"
        : $"((nint)z * {image.Depth.Stride * image.SliceStride}) + ((nint)row * {image.Height.Stride * image.RowStride})";

    private static void Rows(CodeWriter w, Image image, ConvStep step, TileSet tiles)
    {
        int vectors = image.GroupOutputs > 16 ? 2 : 1;
        TileHeights heights = new(image.OutW, vectors);
        int pixelStep = image.Width.Stride * image.Channels;
        string source = image.Copies ? "window" : "source";

        List<TileLoop> taps = Taps(image);
        Tile TileOf(int height) => new(Enumerable.Range(0, height).Select(r => r * pixelStep).ToArray(), vectors, taps.Count, image.Outputs, false)
        {
            IsWhole = Tile.Divides(vectors, image.GroupOutputs),
        };

        using (w.Loop("group", image.Groups))
        using (w.Block($"for (int column = 0; column < {image.GroupOutputs}; column += {vectors} * V.Width)"))
        {
            w.Line($"int left = {image.GroupOutputs} - column;");
            w.Line($"int output = (group * {image.GroupOutputs}) + column;");
            using (w.Block("for (int row = firstRow; row < lastRow; row++)"))
            {
                w.Line($"nint read = {Window(image)} + (group * {image.GroupInputs});");
                w.Line($"nint write = ((nint)(((((image * {image.OutD}) + z) * {image.OutH}) + row) * {image.OutW}) * {image.Outputs}) + output;");
                heights.Cover(w, "pixel", "0", Text(image.OutW), height =>
                {
                    w.Line(tiles.Call(TileOf(height), taps, $"Unsafe.Add(ref {source}, read + (pixel * {pixelStep}))", "Unsafe.Add(ref w, output)",
                        $"Unsafe.Add(ref y, write + (pixel * {image.Outputs}))"));
                });
                EpilogueLoop.Row(w, step, image, vectors);
            }
        }
    }

    /// <summary>The taps of a window as loops; a row of taps is one run of memory unless channels are grouped or taps dilated.</summary>
    private static List<TileLoop> Taps(Image image)
    {
        List<TileLoop> loops = [];
        (int c, int o) = (image.GroupInputs, image.Outputs);
        if (image.Depth.Kernel > 1)
        {
            loops.Add(new TileLoop(image.Depth.Kernel, image.Depth.Dilation * image.SliceStride, (long)image.Height.Kernel * image.Width.Kernel * c * o));
        }

        if (image.Height.Kernel > 1)
        {
            loops.Add(new TileLoop(image.Height.Kernel, image.Height.Dilation * image.RowStride, (long)image.Width.Kernel * c * o));
        }

        if (image.Groups == 1 && (image.Width.Dilation == 1 || image.Width.Kernel == 1))
        {
            loops.Add(new TileLoop(image.Width.Kernel * c, 1, o));
        }
        else
        {
            loops.Add(new TileLoop(image.Width.Kernel, image.Width.Dilation * image.Channels, (long)c * o));
            loops.Add(new TileLoop(c, 1, o));
        }

        return loops;
    }

    internal static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
