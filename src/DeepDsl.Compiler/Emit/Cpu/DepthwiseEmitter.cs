using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>Convolutions in which each channel has its own kernel: vectors run along the channels, a vector's taps stay in registers.</summary>
internal static class DepthwiseEmitter
{
    /// <summary>Output rows firstRow to lastRow of slice z, reading from what ConvEmitter prepared.</summary>
    public static void Rows(CodeWriter w, Image image, ConvLaunch step, string window)
    {
        string source = image.Copies ? "window" : "source";
        using (w.Block($"for (int channel = 0; channel < {image.Channels}; channel += V.Width)"))
        {
            w.Line($"int left = {image.Channels} - channel;");
            List<(int Offset, int Tap)> taps = [.. Taps(image)];
            foreach ((_, int tap) in taps)
            {
                w.Line($"V w{tap} = V.Load(ref Unsafe.Add(ref w, channel + {tap * image.Channels}));");
            }

            using (w.Block("for (int row = firstRow; row < lastRow; row++)"))
            {
                w.Line($"nint read = {window} + channel;");
                w.Line($"nint write = ((nint)(((((image * {image.OutD}) + z) * {image.OutH}) + row) * {image.OutW}) * {image.Channels}) + channel;");
                using (w.Loop("pixel", image.OutW))
                {
                    w.Line("V sum = V.Zero;");
                    foreach ((int offset, int tap) in taps)
                    {
                        w.Line($"sum = V.MultiplyAdd(V.Load(ref Unsafe.Add(ref {source}, read + {offset})), w{tap}, sum);");
                    }

                    Finish(w, step);
                    LoopOperands.Store(w, "result", "Unsafe.Add(ref y, write)", "left");
                    w.Line($"read += {image.Width.Stride * image.Channels};");
                    w.Line($"write += {image.Channels};");
                }
            }
        }
    }

    private static void Finish(CodeWriter w, ConvLaunch step)
    {
        string Operand(int argument) => argument == 0 ? "sum"
            : EpilogueLoop.Operand(step.Epilogue.Operands[argument - 1], argument - 1, step.YShape, "write", "channel");

        string text = new ExprEmitter(w, Operand).Emit([step.Epilogue.Body])[0];
        w.Line($"V result = {ExprEmitter.Unwrapped(text)};");
    }

    /// <summary>Partial weight gradients of one sample, added to "part".</summary>
    public static void WeightGradient(CodeWriter w, Image image, string source)
    {
        using (w.Block($"for (int channel = 0; channel < {image.Channels}; channel += V.Width)"))
        {
            w.Line($"int left = {image.Channels} - channel;");
            List<(int Offset, int Tap)> taps = [.. Taps(image)];
            foreach ((_, int tap) in taps)
            {
                w.Line($"V sum{tap} = V.Load(ref Unsafe.Add(ref part, channel + {tap * image.Channels}));");
            }

            using (w.Loop("z", image.OutD))
            using (w.Loop("row", image.OutH))
            {
                w.Line($"nint read = ((nint)z * {image.Depth.Stride * image.SliceStride}) + ((nint)row * {image.Height.Stride * image.RowStride}) + channel;");
                w.Line($"nint at = ((nint)(((z * {image.OutH}) + row) * {image.OutW}) * {image.Channels}) + channel;");
                using (w.Loop("pixel", image.OutW))
                {
                    w.Line("V slope = V.Load(ref Unsafe.Add(ref gradient, at));");
                    foreach ((int offset, int tap) in taps)
                    {
                        w.Line($"sum{tap} = V.MultiplyAdd(V.Load(ref Unsafe.Add(ref {source}, read + {offset})), slope, sum{tap});");
                    }

                    w.Line($"read += {image.Width.Stride * image.Channels};");
                    w.Line($"at += {image.Channels};");
                }
            }

            foreach ((_, int tap) in taps)
            {
                LoopOperands.Store(w, $"sum{tap}", $"Unsafe.Add(ref part, channel + {tap * image.Channels})", "left");
            }
        }
    }

    /// <summary>Where each tap of a window lies, relative to the window's start.</summary>
    private static IEnumerable<(int Offset, int Tap)> Taps(Image image)
    {
        int tap = 0;
        for (int z = 0; z < image.Depth.Kernel; z++)
        {
            for (int y = 0; y < image.Height.Kernel; y++)
            {
                for (int x = 0; x < image.Width.Kernel; x++)
                {
                    int offset = (z * image.Depth.Dilation * image.SliceStride) + (y * image.Height.Dilation * image.RowStride)
                        + (x * image.Width.Dilation * image.Channels);
                    yield return (offset, tap++);
                }
            }
        }
    }
}
