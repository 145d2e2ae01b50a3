using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>Transposes, slices, paddings, concatenations and reversals as strided copies.</summary>
internal static class Moves
{
    public static IReadOnlyList<Launch> Build(Node node, Buffer y, Func<Node, Buffer> buffer)
    {
        Node x = node.Inputs[0];
        Dim[] from = Strides(x.Shape);
        Dim[] to = Strides(node.Shape);
        return node switch
        {
            TransposeNode t => [new CopyLaunch(node.Layer, buffer(x), y, node.Shape, [.. t.Permutation.Select(p => from[p])], to, 0, 0)],
            ReverseNode r => [new CopyLaunch(node.Layer, buffer(x), y, node.Shape, from, to, 0, 0) { ReversedAxes = r.Axes }],
            SliceNode s => [new CopyLaunch(node.Layer, buffer(x), y, node.Shape, from, to, s.Start * from[s.Axis], 0)],
            PadNode p =>
            [
                new MapLaunch(node.Layer, node.Shape, [], [new LoopResult(p.Value, y)]),
                new CopyLaunch(node.Layer, buffer(x), y, x.Shape, from, to, 0, p.Before * to[p.Axis]),
            ],
            ConcatNode c => Concat(c, y, buffer, to),
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

    private static IReadOnlyList<Launch> Concat(ConcatNode node, Buffer y, Func<Node, Buffer> buffer, Dim[] to)
    {
        List<Launch> steps = [];
        Dim start = 0;
        foreach (Node part in node.Inputs)
        {
            Buffer from = buffer(part);
            if (from.Place == y.Place && start == 0)
            {
                start += part.Shape[node.Axis]; // the part lies there: the others lengthen it
                continue;
            }

            steps.Add(new CopyLaunch(node.Layer, from, y, part.Shape, Strides(part.Shape), to, 0, start * to[node.Axis]));
            start += part.Shape[node.Axis];
        }

        return steps;
    }
}
