using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// What forward leaves to backward is most of what training takes. A few operations cost less than storing their result and reading it again
/// later, so backward computes them from what it reads anyway.
/// </summary>
public sealed partial class Fuse
{
    /// <summary>The first program that needs a node, and so computes it.</summary>
    private readonly Dictionary<Node, int> _program = [];

    /// <summary>
    /// Whether each program that reads the node computes it in the one loop there that does. Drawing numbers takes long, and states may have
    /// been replaced.
    /// </summary>
    private bool IsComputedAgain(Node node) =>
        node is MapNode && node.Shape.Size.HasBatch && _cost[node] <= _target.OperationsForMemory
        && Readers(node).GroupBy(r => _program[r]).All(readers => readers.Count() == 1)
        && Leaves(node).All(leaf => leaf is not RandomNode && Views.Source(leaf) is not StateNode && (IsSmallBeside(leaf, node) || IsKept(leaf, node)));

    private static bool IsSmallBeside(Node leaf, Node node) => !leaf.Shape.Size.HasBatch || leaf.Shape == node.Shape.With(-1, 1);

    /// <summary>Whether all programs that read the node have the leaf at hand even without it.</summary>
    private bool IsKept(Node leaf, Node node) => Views.Source(leaf) is InputNode or ParameterNode or ConstantNode
        || Readers(node).Select(r => _program[r]).All(program => program == _program[node] || IsReadIn(program, leaf, node, []));

    /// <summary>Whether a program reads a value, by itself or as part of what is computed where it is read, but for one reader.</summary>
    private bool IsReadIn(int program, Node value, Node but, HashSet<Node> seen) => Readers(value).Any(r => r != but && seen.Add(r)
        && (_program[r] == program || (_inlined.Contains(r) && IsReadIn(program, r, but, seen))));
}
