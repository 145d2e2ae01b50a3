using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>Reductions of one shape share a loop over what they read.</summary>
public sealed partial class Fuse
{
    /// <summary>A reduction, how many operands it has, and the newest of those that are computed.</summary>
    private sealed record Reduction(ReduceNode Node, int Operands, int Newest);

    private Reduction Reads(ReduceNode node)
    {
        IReadOnlyList<Node> leaves = Leaves(node);
        return new Reduction(
            node, leaves.Count, leaves.Select(Views.Source).Where(l => l is not LeafNode).Select(l => l.Id).DefaultIfEmpty(-1).Max());
    }

    /// <summary>Later reductions of the same shape that need nothing made after the first join its loop.</summary>
    private IReadOnlyList<Node> SameLoop(ReduceNode first, Reduction[] reductions, HashSet<Node> done)
    {
        List<Node> group = [first];
        int operands = Leaves(first).Count;
        foreach ((ReduceNode other, int more, int newest) in reductions)
        {
            bool joins = newest < first.Id && other != first && !done.Contains(other)
                && other.Inputs[0].Shape == first.Inputs[0].Shape && other.Axes.SequenceEqual(first.Axes);
            if (joins && (operands += more) <= _target.MostOperands && operands + group.Count < _target.MostArguments)
            {
                group.Add(other);
            }
        }

        return group;
    }
}
