using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>Convolutions and pools, which ONNX has with channels behind the batch.</summary>
internal static class WindowExport
{
    /// <param name="s">Of the graph.</param>
    /// <param name="conv">The convolution.</param>
    /// <param name="result">The node that its result stands for.</param>
    /// <param name="bias">One number a channel; null for none.</param>
    public static void Conv(ExportScope s, ConvNode conv, Node result, Node? bias = null)
    {
        ConvGeometry geometry = conv.Geometry;
        s.Set(result, s.Writer.Call(
            "Conv", Operands(s, conv.Inputs[0], conv.Inputs[1], geometry, bias),
            [.. Attributes(geometry, hasDilations: true), ("group", (long)geometry.Groups)]), AxisOrder.ChannelsFirst);
    }

    /// <summary>The gradient of a convolution, which a transposed one is.</summary>
    /// <param name="s">Of the graph.</param>
    /// <param name="conv">The gradient.</param>
    /// <param name="result">The node that its result stands for.</param>
    /// <param name="bias">One number a channel; null for none.</param>
    public static void ConvTranspose(ExportScope s, ConvInputGradientNode conv, Node result, Node? bias = null)
    {
        ConvGeometry geometry = conv.Geometry;
        long[] beyond = [.. geometry.Axes.Select((a, i) =>
            (conv.Shape[i + 1] - ((conv.Inputs[0].Shape[i + 1] - 1) * a.Stride) - a.Extent + a.Before + a.After).Constant)];
        s.Set(result, s.Writer.Call(
            "ConvTranspose", Operands(s, conv.Inputs[0], conv.Inputs[1], geometry, bias),
            [.. Attributes(geometry, hasDilations: true), ("group", (long)geometry.Groups), ("output_padding", beyond)]),
            AxisOrder.ChannelsFirst);
    }

    public static void Pool(ExportScope s, PoolNode pool)
    {
        ConvGeometry geometry = pool.Geometry;
        string values = s.Read(pool.Inputs[0], AxisOrder.ChannelsFirst);
        if (pool.Kind == PoolKind.Max && geometry.Axes.Any(a => a.Before >= a.Kernel || a.After >= a.Kernel))
        {
            // More than readers take as the padding of a pool: windows of which the taps lie apart.
            long[] borders = [0, 0, .. geometry.Axes.Select(a => (long)a.Before), 0, 0, .. geometry.Axes.Select(a => (long)a.After)];
            values = s.Writer.Call("Pad", [values, s.Writer.Longs(borders), s.Writer.Number(double.NegativeInfinity)]);
            geometry = geometry with { Axes = geometry.Axes.Select(a => a with { Before = 0, After = 0 }).ToArray() };
        }

        bool countsPadding = pool.Kind == PoolKind.Average;
        (string Name, object Value)[] counts = pool.Kind == PoolKind.Max ? [] : [("count_include_pad", countsPadding ? 1L : 0L)];
        s.Set(pool, s.Writer.Call(
            pool.Kind == PoolKind.Max ? "MaxPool" : "AveragePool", [values],
            [.. Attributes(geometry, hasDilations: geometry.Axes.Any(a => a.Dilation > 1)), .. counts]), AxisOrder.ChannelsFirst);
    }

    private static string[] Operands(ExportScope s, Node x, Node weight, ConvGeometry geometry, Node? bias)
    {
        int rank = geometry.Rank;
        string values = s.Read(x, AxisOrder.ChannelsFirst);
        string taps = s.ReadPermuted(weight, [rank + 1, rank, .. Enumerable.Range(0, rank)]);
        return bias is null ? [values, taps] : [values, taps, s.Read(bias)];
    }

    private static (string Name, object Value)[] Attributes(ConvGeometry geometry, bool hasDilations)
    {
        long[] Of(Func<WindowAxis, int> side) => [.. geometry.Axes.Select(a => (long)side(a))];
        (string Name, object Value)[] attributes =
        [
            ("kernel_shape", Of(a => a.Kernel)), ("strides", Of(a => a.Stride)),
            ("pads", (long[])[.. Of(a => a.Before), .. Of(a => a.After)]),
        ];
        return hasDilations ? [.. attributes, ("dilations", Of(a => a.Dilation))] : attributes;
    }
}
