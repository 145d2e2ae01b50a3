using System.Globalization;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Kernels.Gpu;

namespace DeepDsl.Compiler.Print.Gpu;

/// <summary>A product as a call of the runtime's, which ILGPU makes one kernel of: what is known of the sizes becomes constants there.</summary>
internal static class ProductPrinter
{
    /// <param name="epilogueType">The type of the product's epilogue.</param>
    /// <param name="epilogue">How it is made.</param>
    public static void Print(CodeWriter w, RunProduct run, string epilogueType, string epilogue)
    {
        if (run.Phase is { } phase)
        {
            w.Line($"var phase = new WindowPhases({string.Join(", ", phase.Image.Axes.Select((axis, i) => PhaseAxis(axis, phase.Numbers[i])))}, "
                + $"{List(phase.Image.Channels, phase.First, phase.Image.Seen, phase.Samples)});");
        }

        ProductResult r = run.Result;
        string target = $"{(run.Phase is null ? "ProductTarget" : "PhaseTarget")}<{epilogueType}>";
        string place = run.Phase is null
            ? $"{List(r.Start, r.Rows, r.Columns, r.Stride)}, {Bool(r.StoresQuads)}"
            : $"phase, {Bool(r.StoresQuads)}, {List(r.Start, r.Columns, r.Stride)}";
        string to = run.Phase is null ? List(run.To) : "phase.Depth";
        string[] types = [run.Tile.ThreadsType, Registers(run), Layout(run, run.A), Layout(run, run.B), Type(run.A), Type(run.B), target];
        w.Line($"Product.Run<{string.Join(", ", types)}>(");
        using (w.Indented())
        {
            w.Line($"{Side(run.A)},");
            w.Line($"{Side(run.B)},");
            w.Line($"new {target}({r.Operand}, {place}, {epilogue}),");
            w.Line($"{List(run.From)}, {to}, {(run.SharesDepth ? $"new ProductParts(kept, arrived, {List(run.Parts)})" : "default")});");
        }
    }

    private static string Registers(RunProduct run) => run.ByTensorCores ? run.Tile.TensorType(run.Rounding!.Value) : run.Tile.RegistersType;

    /// <summary>Threads round what they load from a slice; tensor cores do it themselves, and read single elements.</summary>
    private static string Layout(RunProduct run, ProductSide side)
    {
        string layout = !side.LinesAdjoin ? "DepthAdjoins" : run.ByTensorCores ? "LinesAdjoinApart" : "LinesAdjoin";
        return run.Rounding is { } format && !run.ByTensorCores ? $"Rounded<{layout}, {ProductTile.FormatType(format)}>" : layout;
    }

    private static string Type(ProductSide side) => side switch
    {
        MatrixSide => "MatrixOperand",
        WindowRowsSide => "WindowRows",
        WindowColumnsSide => "WindowColumns",
        PhaseRowsSide => "PhaseRows",
        PhaseWeightsSide => "PhaseWeights",
        _ => throw new InvalidOperationException($"No text for {side}."),
    };

    private static string Side(ProductSide side) => side switch
    {
        MatrixSide m => $"new MatrixOperand({m.Operand}, {List(m.Start, m.Lines, m.Depth)}, "
            + $"{(m.LinesAdjoin ? List(1, m.Stride) : List(m.Stride, 1))}, {Bool(m.CopiesQuads)})",
        WindowRowsSide s => $"new WindowRows({s.Operand}, {Windows(s.Image, s.First)}, {List(s.Pixels)}, {Bool(s.CopiesQuads)})",
        WindowColumnsSide s => $"new WindowColumns({s.Operand}, {Windows(s.Image, s.First)}, {List(s.Taps, s.Samples)}, {Bool(s.CopiesQuads)})",
        PhaseRowsSide s => $"new PhaseRows({s.Operand}, {Bool(s.CopiesQuads)}, phase)",
        PhaseWeightsSide s => $"new PhaseWeights({s.Operand}, {Bool(s.CopiesQuads)}, phase, {List(s.Start, s.Outputs, s.Stride)})",
        _ => throw new InvalidOperationException($"No text for {side}."),
    };

    private static string Windows(WindowImage image, IndexExpr first) =>
        $"new WindowGeometry({string.Join(", ", image.Axes.Select(Axis))}, {List(image.Channels, first, image.Seen)})";

    private static string Axis(WindowImageAxis a) =>
        $"new WindowAxis({List(a.Input, a.Output, a.Window.Kernel, a.Window.Stride, a.Window.Dilation, a.Window.Before, a.Spread)})";

    private static string PhaseAxis(WindowImageAxis a, IndexExpr phase) =>
        $"new PhaseAxis({List(a.Input, a.Output, a.Window.Kernel, a.Window.Before, a.Spread, phase)})";

    private static string List(params IndexExpr[] numbers) => string.Join(", ", numbers.Select(IndexPrinter.Gpu));

    private static string Bool(bool value) => value ? "true" : "false";
}
