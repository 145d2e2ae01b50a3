namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Result axis i is axis Permutation[i] of the input.</summary>
public sealed class TransposeNode(Graph graph, Node x, int[] permutation)
    : Node(graph, new Shape(permutation.Select(p => x.Shape[p])), x.Type, x)
{
    public IReadOnlyList<int> Permutation { get; } = permutation;

    public override string Key => $"transpose {string.Join(",", Permutation)}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        [Graph.Transpose(dy, [.. Permutation.Select((p, i) => (p, i)).OrderBy(t => t.p).Select(t => t.i)])];
}
