using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// In the body of a loop over time, launches are many and small: what maps read of the gates that a product has computed side by side is
/// read where it lies, what stands side by side afterwards is written there, and maps of one shape are one launch.
/// </summary>
public sealed partial class Fuse
{
    /// <summary>Results of one kernel on a CPU, besides <see cref="Target.MostOperands"/>.</summary>
    private const int MostResults = 10;

    private bool IsInLoop => _depth > 0;

    /// <summary>Whether maps read a slice where it lies.</summary>
    private bool IsPart(Node node) => IsInLoop && node is SliceNode slice && IsPartOfRow(slice.Shape, slice.Axis)
        && slice.Element == ElementType.Float32
        && Readers(node).All(r => r is MapNode map && map.Shape == node.Shape);

    /// <summary>Whether maps write what is put side by side where it will lie.</summary>
    private bool IsPutTogether(Node node) => IsInLoop && node is ConcatNode concat
        && concat.Inputs.All(i => i is MapNode && i.Shape == concat.Inputs[0].Shape && IsPartOfRow(i.Shape, concat.Axis));

    private static bool IsPartOfRow(Shape shape, int axis) => axis == shape.Rank - 1 && !shape[-1].IsOne;

    private bool IsOfMaps(Node root) => (root is MapNode && !ReadsProduct(root)) || IsPart(root) || IsPutTogether(root);

    private bool ReadsProduct(Node root) => Leaves(root).Select(Views.Source).Any(_absorbed.Contains);

    private static Shape ShapeOfMaps(Node root) => root is ConcatNode ? root.Inputs[0].Shape : root.Shape;

    /// <summary>Later maps of the same shape that need nothing made after the first, other than by themselves, join its launch.</summary>
    private IReadOnlyList<Node> SameStep(Node first, IReadOnlyList<Node> roots, HashSet<Node> done)
    {
        List<Node> group = [first];
        HashSet<Node> members = [first];
        if (!IsInLoop || !IsOfMaps(first))
        {
            return group;
        }

        foreach (Node other in roots.Where(r => r.Id > first.Id && !done.Contains(r) && !_absorbed.Contains(r)))
        {
            if (!IsOfMaps(other) || ShapeOfMaps(other) != ShapeOfMaps(first))
            {
                continue;
            }

            members.Add(other);
            group.Add(other);
            if (!OuterLeaves(group, members).All(l => IsThere(l, first)) || !FitsKernel(group, members))
            {
                members.Remove(other);
                group.RemoveAt(group.Count - 1);
            }
        }

        return group;
    }

    private static bool IsThere(Node leaf, Node first) => Views.Source(leaf) is LeafNode || Views.Source(leaf).Id < first.Id;

    private bool FitsKernel(IReadOnlyList<Node> group, HashSet<Node> members)
    {
        int operands = OuterLeaves(group, members).Count;
        int results = group.Count(m => IsReadOutside(m, members));
        Dictionary<Node, long> sizes = [];
        return operands <= _target.MostOperands && results <= MostResults && operands + results <= _target.MostArguments
            && group.Max(m => Size(m, members, sizes)) <= _target.MostOperations;
    }

    /// <summary>The operations of a node's expression, where those of other members are part of it.</summary>
    private long Size(Node node, HashSet<Node> members, Dictionary<Node, long> known)
    {
        if (!known.TryGetValue(node, out long size))
        {
            bool isExpanded = members.Contains(node) || _inlined.Contains(node);
            known[node] = size = isExpanded && node is MapNode map ? Exprs.Size(map.Body, i => Size(map.Inputs[i], members, known)) : 0;
        }

        return size;
    }

    /// <summary>What a group reads of memory.</summary>
    private HashSet<Node> OuterLeaves(IReadOnlyList<Node> group, HashSet<Node> members)
    {
        HashSet<Node> outer = [];
        foreach (Node leaf in group.SelectMany(m => m is SliceNode ? [m] : Leaves(m)))
        {
            if (IsPart(leaf) && (members.Contains(leaf) || !_results.Contains(leaf)))
            {
                outer.Add(leaf.Inputs[0]); // of which no member can be a part, since those come later than the first
            }
            else if (!members.Contains(leaf))
            {
                outer.Add(leaf);
            }
        }

        return outer;
    }

    /// <summary>Whether what a member computes is needed beyond the group.</summary>
    private bool IsReadOutside(Node member, HashSet<Node> members)
    {
        bool IsInside(Node reader) => members.Contains(reader) || (_inlined.Contains(reader) && Readers(reader).All(IsInside));
        return _results.Contains(member) || Readers(member).Any(r => !IsInside(r));
    }

    /// <summary>One launch of all that a group computes.</summary>
    private Launch Build(LaunchBuilder builder, IReadOnlyList<Node> group)
    {
        HashSet<Node> members = [.. group];
        return builder.Maps(group, [.. group.Where(m => IsReadOutside(m, members))]);
    }
}
