using DeepDsl.Compiler.Schedule;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>
/// Convolutions over a spread input, which transposed convolutions and the input gradients of strided ones are: phase by phase, so that no
/// tap meets a zero that only the spreading put there.
/// </summary>
internal static class SpreadConvEmitter
{
    /// <summary>Each phase is code of its own; a spread beyond this is rare, and costs a copy with zeros.</summary>
    private const int WidestSpread = 4;

    public static bool Fits(ConvStep step, Image image) =>
        step.Spread.Any(s => s != 1) && step.Spread.All(s => s <= WidestSpread) && step.Geometry.Rank <= 2 && step.Geometry.Axes.All(a => a.Dilation == 1) && !image.IsDepthwise;

    public static KernelCall Emit(ConvStep step, Image image, TileSet tiles)
    {
        Phases height = new(image.Height, image.SpreadH, image.OutH);
        Phases width = new(image.Width, image.SpreadW, image.OutW);
        CodeWriter w = new();
        LaunchOperands.Declare(w, 0, "x", "w", "y");
        EpilogueLoop.Declare(w, step.Epilogue, 3);

        // Whole rounds of phases; a few, since neighbouring items copy the same rows.
        int rounds = height.Outputs >= 8 ? (height.Outputs + 1) / 2 : height.Outputs;
        int blocks = (height.Outputs + rounds - 1) / rounds;
        int columns = width.Reach(width.Outputs);
        int rowStride = columns * image.Channels;
        using (w.Block("for (int item = begin; item < end; item++)"))
        {
            w.Line($"int image = item / {blocks};");
            w.Line($"int first = (item - (image * {blocks})) * {rounds};");
            w.Line($"int last = Math.Min(first + {rounds}, {height.Outputs});");
            w.Line($"ref float source = ref Unsafe.Add(ref x, (nint)image * {image.InLength});");
            w.Line("ref float window = ref launch.Scratch(worker);");
            w.Line($"PaddedCopy.Run(ref source, ref window, 1, {image.InH}, {image.InW}, {image.Channels}, 0, 1, "
                + $"first + {height.First}, last - first + {height.Last - height.First}, {width.First}, {columns}, 1, 1, 1);");
            using (w.Loop("group", image.Groups))
            using (w.Block($"for (int column = 0; column < {image.GroupOutputs}; column += {Vectors(image)} * V.Width)"))
            {
                w.Line($"int left = {image.GroupOutputs} - column;");
                w.Line($"int output = (group * {image.GroupOutputs}) + column;");
                foreach (Phases.Phase row in height.All)
                {
                    using (w.Block($"for (int round = first, row = (first * {height.Spread}) + {row.Start}; round < last && row < {image.OutH}; "
                        + $"round++, row += {height.Spread})"))
                    {
                        w.Line($"nint read = ((nint)(round - first + {row.Shift - height.First}) * {rowStride}) + (group * {image.GroupInputs});");
                        w.Line($"nint write = ((nint)((image * {image.OutH}) + row) * {image.OutW * image.Outputs}) + output;");
                        foreach (Phases.Phase pixels in width.All)
                        {
                            using (w.Block(""))
                            {
                                Row(w, image, tiles, row, pixels, height.Spread, width, rowStride);
                            }
                        }

                        EpilogueLoop.Row(w, step, image, Vectors(image));
                    }
                }
            }
        }

        long perItem = 2 * image.OutLength / image.OutH * rounds * height.Spread * image.Taps / height.Spread / width.Spread * image.GroupInputs / 16;
        return new KernelCall("Conv", $"{step.XShape} spread by {string.Join(", ", step.Spread)} and {step.WShape} -> {step.YShape}", w.ToString(),
            $"n * {blocks}", perItem,
            [Addresses.Of(step.X), Addresses.Of(step.W), Addresses.Of(step.Y), .. EpilogueLoop.Addresses(step.Epilogue)])
        {
            Scratch = (long)height.Reach(rounds) * rowStride,
        };
    }

    private static int Vectors(Image image) => image.GroupOutputs > 16 ? 2 : 1;

    /// <summary>The outputs of one phase in a row: a product whose rows are pixels side by side in the input.</summary>
    private static void Row(
        CodeWriter w, Image image, TileSet tiles, Phases.Phase row, Phases.Phase pixels, int spreadH, Phases width, int rowStride)
    {
        int vectors = Vectors(image);
        int apart = width.Spread * image.Outputs;
        if (row.Taps == 0 || pixels.Taps == 0)
        {
            using (w.Block($"for (int pixel = 0; pixel < {pixels.Outputs}; pixel++)"))
            using (w.Block($"for (int j = 0; j < Math.Min(left, {vectors} * V.Width); j += V.Width)"))
            {
                LoopOperands.Store(w, "V.Zero", $"Unsafe.Add(ref y, write + {pixels.Start * image.Outputs} + (pixel * {apart}) + j)", "left - j");
            }

            return;
        }

        int perTap = image.GroupInputs * image.Outputs;
        List<TileLoop> taps = [];
        if (row.Taps > 1)
        {
            taps.Add(new TileLoop(row.Taps, rowStride, (long)spreadH * image.Width.Kernel * perTap));
        }

        if (pixels.Taps > 1)
        {
            taps.Add(new TileLoop(pixels.Taps, image.Channels, (long)width.Spread * perTap));
        }

        taps.Add(new TileLoop(image.GroupInputs, 1, image.Outputs));
        Tile TileOf(int height) => new(Enumerable.Range(0, height).Select(r => r * image.Channels).ToArray(), vectors, taps.Count, apart, false)
        {
            IsWhole = Tile.Divides(vectors, image.GroupOutputs),
        };
        string firstTap = ((long)((row.FirstTap * image.Width.Kernel) + pixels.FirstTap) * perTap).ToString(System.Globalization.CultureInfo.InvariantCulture);
        new TileHeights(pixels.Outputs, vectors).Cover(w, "pixel", "0", ConvEmitter.Text(pixels.Outputs), height => w.Line(tiles.Call(
            TileOf(height), taps, $"Unsafe.Add(ref window, read + ((pixel + {pixels.Shift - width.First}) * {image.Channels}))",
            $"Unsafe.Add(ref w, {firstTap} + output)", $"Unsafe.Add(ref y, write + {pixels.Start * image.Outputs} + (pixel * {apart}))")));
    }
}
