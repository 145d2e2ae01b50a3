using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Nodes;
using DeepDsl.Compiler.Schedule;

namespace DeepDsl.Compiler.Passes;

/// <summary>Transposes, slices, paddings, concatenations and reversals as strided copies.</summary>
internal static class Moves
{
    public static IReadOnlyList<Step> Build(Node node, Value y, Func<Node, Value> value)
    {
        Node x = node.Inputs[0];
        Dim[] from = Strides(x.Shape);
        Dim[] to = Strides(node.Shape);
        return node switch
        {
            TransposeNode t => [new CopyStep(node.Layer, value(x), y, node.Shape, [.. t.Permutation.Select(p => from[p])], to, 0, 0)],
            ReverseNode r => [new CopyStep(node.Layer, value(x), y, node.Shape, from, to, 0, 0) { ReversedAxes = r.Axes }],
            SliceNode s => [new CopyStep(node.Layer, value(x), y, node.Shape, from, to, s.Start * from[s.Axis].Constant, 0)],
            PadNode p =>
            [
                new MapStep(node.Layer, node.Shape, [], [new LoopResult(p.Value, y)]),
                new CopyStep(node.Layer, value(x), y, x.Shape, from, to, 0, p.Before * to[p.Axis].Constant),
            ],
            ConcatNode c => Concat(c, y, value, to),
            _ => throw new InvalidOperationException($"{node} moves nothing."),
        };
    }

    public static Dim[] Strides(Shape shape)
    {
        Dim[] strides = new Dim[shape.Rank];
        Dim stride = 1;
        for (int i = shape.Rank - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }

        return strides;
    }

    private static IReadOnlyList<Step> Concat(ConcatNode node, Value y, Func<Node, Value> value, Dim[] to)
    {
        List<Step> steps = [];
        long start = 0;
        foreach (Node part in node.Inputs)
        {
            steps.Add(new CopyStep(node.Layer, value(part), y, part.Shape, Strides(part.Shape), to, 0, start * to[node.Axis].Constant));
            start += part.Shape[node.Axis].Value;
        }

        return steps;
    }
}
