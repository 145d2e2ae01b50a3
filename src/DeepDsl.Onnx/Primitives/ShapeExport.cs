using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>What moves elements and computes nothing. Where channels lie behind the batch, they stay there.</summary>
internal static class ShapeExport
{
    public static void Reshape(ExportScope s, ReshapeNode node)
    {
        Node x = node.Inputs[0];
        bool isInOrder = s.IsChannelsFirst(x) && x.Shape.Skip(1).Take(x.Shape.Rank - 2).All(d => d.IsOne);
        Shape from = isInOrder ? new Shape(ExportScope.ChannelsFirst(x.Shape.Rank).Select(axis => x.Shape[axis])) : x.Shape;
        s.Set(node, s.Reshaped(s.Read(x, isInOrder ? AxisOrder.ChannelsFirst : AxisOrder.ChannelsLast), from, node.Shape));
    }

    public static void Transpose(ExportScope s, TransposeNode node) => s.Set(node, s.ReadPermuted(node.Inputs[0], [.. node.Permutation]));

    public static void Slice(ExportScope s, SliceNode node)
    {
        AxisOrder order = OrderOf(s, node.Inputs[0]);
        long axis = ExportScope.Axis(node.Axis, node.Shape.Rank, order);
        s.Set(node, s.Writer.Call("Slice",
        [
            s.Read(node.Inputs[0], order), s.Sizes.Of(node.Start), s.Sizes.Of(node.Start + node.Shape[node.Axis]), s.Writer.Longs(axis),
        ]), order);
    }

    public static void Reverse(ExportScope s, ReverseNode node)
    {
        AxisOrder order = OrderOf(s, node.Inputs[0]);
        int count = node.Axes.Count;
        s.Set(node, s.Writer.Call("Slice",
        [
            s.Read(node.Inputs[0], order),
            s.Writer.Longs([.. Enumerable.Repeat(-1L, count)]),
            s.Writer.Longs([.. Enumerable.Repeat(-long.MaxValue, count)]),
            s.Writer.Longs([.. node.Axes.Select(axis => ExportScope.Axis(axis, node.Shape.Rank, order))]),
            s.Writer.Longs([.. Enumerable.Repeat(-1L, count)]),
        ]), order);
    }

    public static void Pad(ExportScope s, PadNode node)
    {
        AxisOrder order = OrderOf(s, node.Inputs[0]);
        int rank = node.Shape.Rank;
        Dim[] sizes = new Dim[2 * rank];
        int axis = (int)ExportScope.Axis(node.Axis, rank, order);
        (sizes[axis], sizes[rank + axis]) = (node.Before, node.After);
        string value = s.Writer.Number(node.Value);
        s.Set(node, s.Writer.Call("Pad",
        [
            s.Read(node.Inputs[0], order), s.Sizes.Of(new Shape(sizes)),
            node.Element == Compiler.Ir.ElementType.Float32 ? value : s.Cast(value, OnnxType.Int32),
        ]), order);
    }

    public static void Concat(ExportScope s, ConcatNode node)
    {
        AxisOrder order = node.Shape.Rank >= 3 && node.Inputs.Any(s.IsChannelsFirst) ? AxisOrder.ChannelsFirst : AxisOrder.ChannelsLast;
        s.Set(node, s.Writer.Call(
            "Concat", [.. node.Inputs.Select(i => s.Read(i, order))], ("axis", ExportScope.Axis(node.Axis, node.Shape.Rank, order))), order);
    }

    public static void Reduce(ExportScope s, ReduceNode node) => Reduce(s, node, node, "Reduce" + node.Kind);

    /// <param name="s">Of the graph.</param>
    /// <param name="reduce">What is reduced, along which axes.</param>
    /// <param name="result">The node that the result stands for.</param>
    /// <param name="op">ONNX's name.</param>
    public static void Reduce(ExportScope s, ReduceNode reduce, Node result, string op)
    {
        AxisOrder order = OrderOf(s, reduce.Inputs[0]);
        long[] axes = [.. reduce.Axes.Select(axis => ExportScope.Axis(axis, reduce.Shape.Rank, order)).Order()];
        s.Set(result, s.Reduced(op, s.Read(reduce.Inputs[0], order), axes), order);
    }

    private static AxisOrder OrderOf(ExportScope s, Node x) => s.IsChannelsFirst(x) ? AxisOrder.ChannelsFirst : AxisOrder.ChannelsLast;
}
