using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops.Activations;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Expressions;

/// <summary>What the methods and operators of FloatTensor are made of.</summary>
internal static class TensorMethods
{
    private static readonly Dictionary<string, Func<TensorCall, TensorValue>> Table = new()
    {
        ["Add"] = c => Join(c, c.Value(1), Exprs.Arg(0) + Exprs.Arg(1)),
        ["Subtract"] = c => Join(c, c.Value(1), Exprs.Arg(0) - Exprs.Arg(1)),
        ["Multiply"] = c => Join(c, c.Value(1), Exprs.Arg(0) * Exprs.Arg(1)),
        ["Divide"] = c => Join(c, c.Value(1), Exprs.Arg(0) / Exprs.Arg(1)),
        ["Maximum"] = c => Join(c, c.Value(1), Exprs.Binary(BinaryOp.Max, Exprs.Arg(0), Exprs.Arg(1))),
        ["Minimum"] = c => Join(c, c.Value(1), Exprs.Binary(BinaryOp.Min, Exprs.Arg(0), Exprs.Arg(1))),
        [TensorNotation.Negate] = c => Each(c, -Exprs.Arg(0)),
        ["Exp"] = c => Each(c, UnaryOp.Exp),
        ["Log"] = c => Each(c, UnaryOp.Log),
        ["Sqrt"] = c => Each(c, UnaryOp.Sqrt),
        ["Abs"] = c => Each(c, UnaryOp.Abs),
        ["Tanh"] = c => Each(c, UnaryOp.Tanh),
        ["Sigmoid"] = c => Each(c, UnaryOp.Sigmoid),
        ["ReLU"] = c => Each(c, Exprs.Binary(BinaryOp.Max, Exprs.Arg(0), 0)),
        ["Map"] = c => c.Term.Arguments.Count == 3 ? Each(c, c.Function(1)) : Join(c, c.Value(1), c.Function(2)),
        ["Sum"] = c => Reduced(c, (x, axis) => c.Graph.Sum(x, axis)),
        ["Mean"] = c => Reduced(c, (x, axis) => c.Graph.Mean(x, axis)),
        ["Max"] = c => Reduced(c, (x, axis) => c.Graph.Reduce(ReduceKind.Max, x, axis)),
        ["Min"] = c => Reduced(c, (x, axis) => c.Graph.Reduce(ReduceKind.Min, x, axis)),
        ["Softmax"] = SoftmaxAlong,
        ["MatMul"] = TensorProduct.Of,
        ["Transpose"] = Transpose,
        ["Permute"] = Permute,
        ["Reshape"] = Reshape,
        ["Slice"] = Slice,
        ["Concat"] = Concat,
    };

    /// <summary>Null where there is no such method.</summary>
    public static Func<TensorCall, TensorValue>? Find(string method) => Table.TryGetValue(method, out Func<TensorCall, TensorValue> found) ? found : null;

    private static TensorValue Each(TensorCall call, UnaryOp op) => Each(call, Exprs.Unary(op, Exprs.Arg(0)));

    private static TensorValue Each(TensorCall call, Expr body)
    {
        TensorValue x = call.Value(0);
        return new TensorValue(call.Graph.Map(body, x.Node.Shape, x.Node), x.IsOfSample);
    }

    private static TensorValue Join(TensorCall call, TensorValue y, Expr body)
    {
        TensorValue x = call.Value(0);
        Shape shape = Shape.Broadcast(x.Shape, y.Shape) ?? throw call.Misfit(
            $"{x.Shape} and {y.Shape} do not broadcast: counted from the last, sizes must be equal, or 1 in one of both");
        bool isOfSample = x.IsOfSample || y.IsOfSample;
        Dim[] batch = isOfSample ? [(x.IsOfSample ? x : y).Node.Shape[0]] : [];
        return new TensorValue(
            call.Graph.Map(body, new Shape([.. batch, .. shape]), x.Aligned(shape.Rank), y.Aligned(shape.Rank)), isOfSample);
    }

    private static TensorValue Reduced(TensorCall call, Func<Node, int, Node> reduce)
    {
        TensorValue x = call.Value(0);
        int axis = call.Axis(1, x);
        Node reduced = reduce(x.Node, axis);
        return new TensorValue(call.Truth(2) ? reduced
            : call.Graph.Reshape(reduced, new Shape(reduced.Shape.Where((_, i) => i != axis))), x.IsOfSample);
    }

    private static TensorValue SoftmaxAlong(TensorCall call)
    {
        TensorValue x = call.Value(0);
        return x with { Node = Softmax.Along(x.Node, call.Axis(1, x)) };
    }

    private static TensorValue Transpose(TensorCall call)
    {
        TensorValue x = call.Value(0);
        int rank = x.Shape.Rank;
        return rank < 2 ? throw call.Misfit($"{x.Shape} has not two axes to swap")
            : Ordered(x, [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2]);
    }

    private static TensorValue Permute(TensorCall call)
    {
        TensorValue x = call.Value(0);
        int[] axes = call.Integers(1);
        return axes.OrderBy(a => a).SequenceEqual(Enumerable.Range(0, x.Shape.Rank)) ? Ordered(x, axes)
            : throw call.Misfit($"{x.Shape} needs each of its axes 0 to {x.Shape.Rank - 1} once");
    }

    private static TensorValue Ordered(TensorValue x, int[] axes) =>
        x with { Node = x.Node.Graph.Transpose(x.Node, [.. Enumerable.Range(0, x.Before), .. axes.Select(a => a + x.Before)]) };

    private static TensorValue Reshape(TensorCall call)
    {
        TensorValue x = call.Value(0);
        int[] sizes = call.Integers(1);
        if (sizes.Any(s => s is 0 or < -1) || sizes.Count(s => s == -1) > 1)
        {
            throw call.Misfit("each size must be at least 1, and a single one may be -1, for what is left");
        }

        Dim given = sizes.Where(s => s > 0).Aggregate((Dim)1, (a, b) => a * b);
        return x.Shape.Size.DivideBy(given) is { } left && (left.IsOne || sizes.Contains(-1))
            ? x with { Node = call.Graph.Reshape(x.Node, x.NodeShape(sizes.Select(s => s > 0 ? s : left))) }
            : throw call.Misfit($"{x.Shape} has {Counted.Of(x.Shape.Size, "element")}");
    }

    private static TensorValue Slice(TensorCall call)
    {
        TensorValue x = call.Value(0);
        int axis = call.Axis(1, x);
        (int start, int length) = (call.Integer(2), call.Integer(3));
        return start < 0 || length < 1 || start > x.Node.Shape[axis].Constant - length
            ? throw call.Misfit($"{x.Shape} has there {x.Node.Shape[axis]} places, from 0 on")
            : x with { Node = call.Graph.Slice(x.Node, axis, start, length) };
    }

    private static TensorValue Concat(TensorCall call)
    {
        (TensorValue x, TensorValue y) = (call.Value(0), call.Value(1));
        int axis = call.Axis(2, x) - x.Before;
        if (x.Shape.Rank != y.Shape.Rank || x.Shape.With(axis, 1) != y.Shape.With(axis, 1))
        {
            throw call.Misfit($"{x.Shape} and {y.Shape} differ in more than the size of axis {axis}");
        }

        TensorValue[] parts = [x, y];
        bool isOfSample = parts.Any(p => p.IsOfSample);
        IEnumerable<Node> nodes = parts.Select(p => isOfSample && !p.IsOfSample
            ? call.Graph.Broadcast(p.Node, p.Shape.WithBatch((x.IsOfSample ? x : y).Node.Shape[0])) : p.Node);
        return new TensorValue(call.Graph.Concat(axis + (isOfSample ? 1 : 0), [.. nodes]), isOfSample);
    }
}
