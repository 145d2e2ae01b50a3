using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>Means, and the norms that are made of them.</summary>
internal static class NormPatterns
{
    private const int OpsetOfLayerNormalization = 17;

    public static Pattern? Mean(Node last, int opset) => !Match.IsMean(last, out ReduceNode sum) ? null
        : new Pattern([sum.Inputs[0]], [sum], (s, result) => ShapeExport.Reduce(s, sum, result, "ReduceMean"));

    /// <summary>(x - mean) * (scale / sqrt(variance + eps)) + bias with the running statistics of each channel.</summary>
    public static Pattern? BatchNormalization(Node last, int opset)
    {
        if (!Match.IsSum(last, out Node scaled, out Node bias) || !Match.IsProduct(scaled, out Node centred, out Node factor)
            || !Match.IsDifference(centred, out Node x, out Node mean) || !Match.IsProduct(factor, out Node inverse, out Node scale)
            || !Match.IsInverseRoot(inverse, out Node variance, out float eps)
            || x.Shape != last.Shape || x.Shape.Rank < 2
            || new[] { bias, scale, mean, variance }.Any(n => n.Shape != new Shape(x.Shape[-1])))
        {
            return null;
        }

        return new Pattern([x, scale, bias, mean, variance], [scaled, centred, factor, inverse], (s, result) =>
        {
            AxisOrder order = x.Shape.Rank > 2 ? AxisOrder.ChannelsFirst : AxisOrder.ChannelsLast;
            s.Set(result, s.Writer.Call("BatchNormalization",
                [s.Read(x, order), s.Read(scale), s.Read(bias), s.Read(mean), s.Read(variance)], ("epsilon", eps)), order);
        });
    }

    /// <summary>(x - mean) / sqrt(variance + eps) * scale + bias over the last axes.</summary>
    public static Pattern? LayerNormalization(Node last, int opset)
    {
        if (opset < OpsetOfLayerNormalization
            || !Match.IsSum(last, out Node scaled, out Node bias) || !Match.IsProduct(scaled, out Node normed, out Node scale)
            || !Match.IsProduct(normed, out Node centred, out Node inverse) || !Match.IsDifference(centred, out Node x, out Node mean)
            || !Match.IsMean(mean, out ReduceNode sum) || sum.Inputs[0] != x
            || !Match.IsInverseRoot(inverse, out Node variance, out float eps) || !Match.IsMean(variance, out ReduceNode squares)
            || !Match.IsSquareOf(squares.Inputs[0], centred) || !squares.Axes.Equals(sum.Axes))
        {
            return null;
        }

        int first = x.Shape.Rank - sum.Axes.Count;
        Shape own = new(x.Shape.Skip(first));
        if (sum.Axes[0] != first || scale.Shape != own || bias.Shape != own || x.Shape != last.Shape)
        {
            return null;
        }

        Node[] covers = [scaled, normed, centred, inverse, mean, sum, variance, squares, squares.Inputs[0]];
        return new Pattern([x, scale, bias], covers, (s, result) => s.Set(result, s.Writer.Call(
            "LayerNormalization", [s.Read(x), s.Read(scale), s.Read(bias)], ("axis", (long)first), ("epsilon", eps))));
    }
}
