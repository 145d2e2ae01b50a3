namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// The sum over all iterations of a value that is itself a sum over rows: a gradient of a weight or of a bias. It is one product or
/// reduction of sequences after the scan, rather than one more in each iteration.
/// </summary>
internal static class SumOverTime
{
    /// <summary>Of which values of an iteration sequences are needed; null where the value is no such sum.</summary>
    public static IReadOnlyList<Node>? Needs(Node value)
    {
        switch (value)
        {
            case MapNode { IsSumOfTwo: true } map:
                Node[][] needs = [.. map.Inputs.Select(i => Needs(i)?.ToArray() ?? [])];
                return needs.Any(n => n.Length == 0) ? null : [.. needs.SelectMany(n => n)];
            case ReshapeNode or TransposeNode or SliceNode or PadNode { Value: 0 }:
                return Needs(value.Inputs[0]);
            case MatMulNode { TransposeA: true, TransposeB: false, Shape.Rank: 2 }:
            case ReduceNode { Kind: ReduceKind.Sum } reduce when reduce.Axes.Contains(0):
                return value.Inputs;
            default:
                return null;
        }
    }

    /// <param name="value">That has needs.</param>
    /// <param name="sequence">All of what a value of an iteration was, along the first axis.</param>
    public static Node Run(Node value, Func<Node, Node> sequence)
    {
        switch (value)
        {
            case MapNode:
                return Run(value.Inputs[0], sequence) + Run(value.Inputs[1], sequence);
            case MatMulNode:
                Node left = Rows(value.Inputs[0], sequence);
                return left.Graph.MatMul(left, Rows(value.Inputs[1], sequence), transposeA: true);
            case ReduceNode reduce:
                Node rows = Rows(reduce.Inputs[0], sequence);
                return rows.Graph.Sum(rows, [.. reduce.Axes]);
            default:
                Node inner = Run(value.Inputs[0], sequence);
                return value.WithInputs(inner.Graph, [inner]);
        }
    }

    /// <summary>The rows of all iterations one after another, so that sums have one order however iterations are cut into segments.</summary>
    private static Node Rows(Node value, Func<Node, Node> sequence)
    {
        Node all = sequence(value);
        return all.Graph.Reshape(all, new Shape([all.Shape[0] * all.Shape[1], .. all.Shape.Skip(2)]));
    }
}
