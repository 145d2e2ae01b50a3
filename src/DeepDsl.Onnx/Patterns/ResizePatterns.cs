using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>
/// Axes made longer one after another, which ONNX does at once. Along each, elements stand apart on an axis of their own behind it, are
/// repeated or mixed with their neighbours there, and the two become one.
/// </summary>
internal static class ResizePatterns
{
    /// <summary>The part of both neighbours that an element takes, by how far it lies from the one that it is of.</summary>
    private static readonly Expr s_mixed = Mixed(own: Exprs.Arg(0), offset: Exprs.Arg(1), next: Exprs.Arg(2), previous: Exprs.Arg(3));

    /// <summary>Each element repeated.</summary>
    public static Pattern? Repetition(Node last, int opset)
    {
        if (last is not ReshapeNode { Element: Compiler.Ir.ElementType.Float32 })
        {
            return null;
        }

        Shape shape = last.Shape;
        float[] scales = Ones(shape);
        List<Node> covers = [];
        Node x = last.Inputs[0];
        while (x is MapNode { Inputs: [ReshapeNode { Element: Compiler.Ir.ElementType.Float32 } apart], Body: ArgExpr } repeated
            && SplitAxis(shape, repeated.Shape) is > 0 and int axis && apart.Shape == repeated.Shape.With(axis + 1, 1))
        {
            scales[axis] *= repeated.Shape[axis + 1].Constant;
            shape = shape.With(axis, repeated.Shape[axis]);
            covers.AddRange([repeated, apart]);
            x = apart.Inputs[0];
        }

        // A layer before that gives x another shape is one with the first of these.
        return covers.Count == 0 ? null : new Pattern([x], covers, (s, result) => Write(
            s, result, x.Shape == shape ? Read(s, x) : (s.Reshaped(s.Read(x), x.Shape, shape), AxisOrder.ChannelsLast), scales,
            [("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor")]));
    }

    /// <summary>Each element between the two nearest.</summary>
    public static Pattern? Interpolation(Node last, int opset)
    {
        if (Interpolated(last) is not { } outermost)
        {
            return null;
        }

        float[] scales = Ones(last.Shape);
        List<Node> covers = [];
        Node x = last;
        for (Step? step = outermost; step?.AreCornersAligned == outermost.AreCornersAligned; step = Interpolated(x))
        {
            scales[step.Axis] *= step.Scale;
            covers.AddRange(x == last ? step.Covers : [x, .. step.Covers]);
            x = step.X;
        }

        return new Pattern([x], covers, (s, result) => Write(s, result, Read(s, x), scales,
            [("mode", "linear"), ("coordinate_transformation_mode", outermost.AreCornersAligned ? "align_corners" : "half_pixel")]));
    }

    private static void Write(
        ExportScope s, Node result, (string Value, AxisOrder Order) x, float[] scales, (string Name, object Value)[] attributes)
    {
        int rank = result.Shape.Rank;
        int[] axes = x.Order == AxisOrder.ChannelsLast ? [.. Enumerable.Range(0, rank)] : ExportScope.ChannelsFirst(rank);
        string factors = s.Writer.Tensor(
            $"{s.Writer.Layer}/scales", [rank], () => Array.ConvertAll(axes, axis => scales[axis]));
        s.Set(result, s.Writer.Call("Resize", [x.Value, "", factors], attributes), x.Order);
    }

    private static (string Value, AxisOrder Order) Read(ExportScope s, Node x)
    {
        AxisOrder order = x.Shape.Rank >= 3 ? AxisOrder.ChannelsFirst : AxisOrder.ChannelsLast;
        return (s.Read(x, order), order);
    }

    /// <summary>What interpolates along one axis; null for anything else.</summary>
    private static Step? Interpolated(Node last)
    {
        if (last is not ReshapeNode || last.Inputs[0] is not MapNode { Inputs.Count: 4 } mixed || !mixed.Body.Equals(s_mixed)
            || SplitAxis(last.Shape, mixed.Shape) is not (> 0 and int axis) || mixed.Inputs[1] is not ConstantNode offsets
            || mixed.Inputs[3] is not ReshapeNode before
            || before.Inputs[0] is not ConcatNode { Inputs: [SliceNode { Inputs: [Node x] }, _] } previous || x.Shape.Rank != last.Shape.Rank)
        {
            return null;
        }

        Graph g = x.Graph;
        (Dim size, int scale) = (x.Shape[axis], mixed.Shape[axis + 1].Value);
        Shape apart = mixed.Shape.With(axis + 1, 1);
        if (size != mixed.Shape[axis] || size.IsOne)
        {
            return null;
        }

        // A graph has each node once: asked for again, it gives the one that it has.
        int count = g.Nodes.Count;
        Node start = g.Slice(x, axis, 0, 1);
        Node end = g.Slice(x, axis, size - 1, 1);
        Node left = g.Slice(x, axis, 0, size - 1);
        Node right = g.Slice(x, axis, 1, size - 1);
        Node following = g.Concat(axis, right, end);
        (Node own, Node after) = (g.Reshape(x, apart), g.Reshape(following, apart));
        bool fits = previous == g.Concat(axis, start, left) && before == g.Reshape(previous, apart)
            && mixed.Inputs[0] == own && mixed.Inputs[2] == after && g.Nodes.Count == count;
        double[] areas = [.. Enumerable.Range(0, scale).Select(r => ((r + 0.5) / scale) - 0.5)];
        bool areAreas = offsets.Values.SequenceEqual(areas);
        return fits && (areAreas || IsAligned(offsets, size, scale))
            ? new Step(x, axis, scale, !areAreas, [mixed, before, own, after, previous, following, start, end, left, right])
            : null;
    }

    private static bool IsAligned(ConstantNode offsets, Dim size, int scale)
    {
        if (!size.IsConstant || offsets.Values.Count != size.Value * scale)
        {
            return false;
        }

        double step = (size.Value - 1.0) / Math.Max(1, (size.Value * scale) - 1);
        return offsets.Values.SequenceEqual(Enumerable.Range(0, offsets.Values.Count).Select(o => (o * step) - (o / scale)));
    }

    private static Expr Mixed(Expr own, Expr offset, Expr next, Expr previous)
    {
        Expr toNext = Exprs.Binary(BinaryOp.Max, offset, 0);
        Expr toPrevious = Exprs.Binary(BinaryOp.Max, -offset, 0);
        return (own * (1 - toNext - toPrevious)) + (next * toNext) + (previous * toPrevious);
    }

    /// <summary>The axis that is two in another shape; -1 for none.</summary>
    private static int SplitAxis(Shape shape, Shape split) => split.Rank != shape.Rank + 1 ? -1
        : Enumerable.Range(1, shape.Rank - 1).FirstOrDefault(
            axis => split[axis + 1].IsConstant && !split[axis + 1].IsOne && split[axis] * split[axis + 1] == shape[axis]
                && split.Take(axis).SequenceEqual(shape.Take(axis)) && split.Skip(axis + 2).SequenceEqual(shape.Skip(axis + 1)), -1);

    private static float[] Ones(Shape shape) => [.. Enumerable.Repeat(1f, shape.Rank)];

    /// <param name="X">What is made longer.</param>
    /// <param name="Axis">Along which axis.</param>
    /// <param name="Scale">How many elements replace one.</param>
    /// <param name="AreCornersAligned">Whether the first and the last keep their places.</param>
    /// <param name="Covers">The primitives but the last.</param>
    private sealed record Step(Node X, int Axis, int Scale, bool AreCornersAligned, IReadOnlyList<Node> Covers);
}
