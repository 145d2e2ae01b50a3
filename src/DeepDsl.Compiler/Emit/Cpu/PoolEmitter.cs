using System.Globalization;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>Pooling and its gradient: vectors run along the channels; taps outside the input are skipped.</summary>
internal static class PoolEmitter
{
    public static KernelCall Forward(PoolLaunch step)
    {
        Image image = new(step.XShape, step.YShape, step.Geometry, [.. step.Geometry.Axes.Select(_ => 1)]);
        CodeWriter w = new();
        LaunchOperands.Declare(w, 0, "x", "y");
        using (w.Block("for (int item = begin; item < end; item++)"))
        {
            w.Line($"int row = item % {image.OutH};");
            w.Line($"int slice = item / {image.OutH};");
            w.Line($"int z = slice % {image.OutD};");
            w.Line($"int image = slice / {image.OutD};");
            w.Line($"ref float source = ref Unsafe.Add(ref x, (nint)image * {image.InLength});");
            using (w.Loop("pixel", image.OutW))
            using (w.Block($"for (int channel = 0; channel < {image.Channels}; channel += V.Width)"))
            {
                w.Line(step.Kind == PoolKind.Max ? "V result = V.Broadcast(float.NegativeInfinity);" : "V result = V.Zero;");
                Count(w, step.Kind);
                Taps(w, image, at =>
                {
                    string value = $"V.Load(ref Unsafe.Add(ref source, {at}))";
                    w.Line(step.Kind == PoolKind.Max ? $"result = V.Max({value}, result);" : $"result += {value};");
                    Counted(w, step.Kind);
                });
                if (step.Kind != PoolKind.Max)
                {
                    w.Line($"result *= V.Broadcast({Share(step.Kind, image)});");
                }

                w.Line($"nint to = (((nint)item * {image.OutW}) + pixel) * {image.Channels} + channel;");
                LoopOperands.Store(w, "result", "Unsafe.Add(ref y, to)", $"{image.Channels} - channel");
            }
        }

        return new KernelCall("Pool", $"{step.Kind} {step.XShape} -> {step.YShape}", w.ToString(), $"n * {image.OutD * image.OutH}",
            (long)image.OutW * image.Channels * image.Taps / 4, [Addresses.Of(step.X), Addresses.Of(step.Y)]);
    }

    public static KernelCall Gradient(PoolGradientLaunch step)
    {
        Image image = new(step.XShape, step.YShape, step.Geometry, [.. step.Geometry.Axes.Select(_ => 1)]);
        bool max = step.Kind == PoolKind.Max;
        CodeWriter w = new();
        LaunchOperands.Declare(w, 0, max ? ["x", "dy", "dx"] : ["dy", "dx"]);
        using (w.Block("for (int image = begin; image < end; image++)"))
        {
            w.Line($"ref float target = ref Unsafe.Add(ref dx, (nint)image * {image.InLength});");
            w.Line($"MemoryMarshal.CreateSpan(ref target, {image.InLength}).Clear();");
            if (max)
            {
                w.Line($"ref float source = ref Unsafe.Add(ref x, (nint)image * {image.InLength});");
            }

            using (w.Loop("z", image.OutD))
            using (w.Loop("row", image.OutH))
            using (w.Loop("pixel", image.OutW))
            using (w.Block($"for (int channel = 0; channel < {image.Channels}; channel += V.Width)"))
            {
                w.Line($"int left = {image.Channels} - channel;");
                w.Line($"nint from = ((((((nint)image * {image.OutD}) + z) * {image.OutH}) + row) * {image.OutW} + pixel) * {image.Channels} + channel;");
                w.Line("V share = V.Load(ref Unsafe.Add(ref dy, from));");
                if (max)
                {
                    MaxGradient(w, image);
                }
                else
                {
                    AverageGradient(w, image, step.Kind);
                }
            }
        }

        return new KernelCall("PoolGradient", $"{step.Kind} {step.YShape} -> {step.XShape}", w.ToString(), "n", image.OutLength * image.Taps / 2,
            step.X is null ? [Addresses.Of(step.Dy), Addresses.Of(step.Dx)] : [Addresses.Of(step.X), Addresses.Of(step.Dy), Addresses.Of(step.Dx)]);
    }

    /// <summary>The first tap that attains the maximum takes the gradient, and nothing is left for the others.</summary>
    private static void MaxGradient(CodeWriter w, Image image)
    {
        w.Line("V most = V.Broadcast(float.NegativeInfinity);");
        Taps(w, image, at => w.Line($"most = V.Max(V.Load(ref Unsafe.Add(ref source, {at})), most);"));
        Taps(w, image, at =>
        {
            w.Line($"V hit = V.Equal(V.Load(ref Unsafe.Add(ref source, {at})), most);");
            w.Line($"V sum = V.Load(ref Unsafe.Add(ref target, {at})) + V.Select(hit, share, V.Zero);");
            w.Line("share = V.Select(hit, V.Zero, share);");
            LoopOperands.Store(w, "sum", $"Unsafe.Add(ref target, {at})", "left");
        });
    }

    private static void AverageGradient(CodeWriter w, Image image, PoolKind kind)
    {
        Count(w, kind);
        if (kind == PoolKind.AverageInside)
        {
            Taps(w, image, _ => w.Line("count++;"));
        }

        w.Line($"share *= V.Broadcast({Share(kind, image)});");
        Taps(w, image, at =>
        {
            w.Line($"V sum = V.Load(ref Unsafe.Add(ref target, {at})) + share;");
            LoopOperands.Store(w, "sum", $"Unsafe.Add(ref target, {at})", "left");
        });
    }

    private static void Count(CodeWriter w, PoolKind kind)
    {
        if (kind == PoolKind.AverageInside)
        {
            w.Line("int count = 0;");
        }
    }

    private static void Counted(CodeWriter w, PoolKind kind)
    {
        if (kind == PoolKind.AverageInside)
        {
            w.Line("count++;");
        }
    }

    private static string Share(PoolKind kind, Image image) =>
        kind == PoolKind.AverageInside ? "1f / Math.Max(1, count)" : Literals.Float(1.0 / image.Taps);

    /// <summary>Visits the taps that lie inside the input, in row-major order; "at" is a tap's offset in the sample.</summary>
    private static void Taps(CodeWriter w, Image image, Action<string> visit)
    {
        List<CodeWriter.Scope> open = [];
        string z = Axis(w, open, "z", image.Depth, image.InD, "z");
        string y = Axis(w, open, "y", image.Height, image.InH, "row");
        string x = Axis(w, open, "x", image.Width, image.InW, "pixel");
        if (open.Count == 0)
        {
            open.Add(w.Block("")); // a scope for what is declared here, since a gradient visits the taps twice
        }

        w.Line($"nint at = (((((nint){z} * {image.InH}) + {y}) * {image.InW}) + {x}) * {image.Channels} + channel;");
        visit("at");
        for (int i = open.Count - 1; i >= 0; i--)
        {
            open[i].Dispose();
        }
    }

    private static string Axis(CodeWriter w, List<CodeWriter.Scope> open, string name, Ir.WindowAxis axis, int size, string output)
    {
        if (axis is { Kernel: 1, Before: 0, After: 0 })
        {
            return $"({output} * {axis.Stride})";
        }

        string kernel = axis.Kernel.ToString(CultureInfo.InvariantCulture);
        open.Add(w.Block($"for (int tap{name} = 0; tap{name} < {kernel}; tap{name}++)"));
        w.Line($"int in{name} = ({output} * {axis.Stride}) + (tap{name} * {axis.Dilation}) - {axis.Before};");
        if (axis.Before > 0 || axis.After > 0)
        {
            using (w.Block($"if ((uint)in{name} >= {size}u)"))
            {
                w.Line("continue;");
            }
        }

        return $"in{name}";
    }
}
