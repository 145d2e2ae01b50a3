namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Matrix product, batched over equal leading dimensions; each side may be read transposed.</summary>
public sealed class MatMulNode(Graph graph, Node a, Node b, bool transposeA, bool transposeB)
    : Node(graph, Infer(a.Shape, b.Shape, transposeA, transposeB), ElementType.Float32, a, b)
{
    public bool TransposeA { get; } = transposeA;

    public bool TransposeB { get; } = transposeB;

    public override string Key => $"matmul {(TransposeA ? "T" : "N")}{(TransposeB ? "T" : "N")}";

    public override Node?[] InputGradients(Node dy, bool[] wanted)
    {
        (Node a, Node b) = (Inputs[0], Inputs[1]);
        Node? da = !wanted[0] ? null
            : TransposeA ? Graph.MatMul(b, dy, TransposeB, true) : Graph.MatMul(dy, b, false, !TransposeB);
        Node? db = !wanted[1] ? null
            : TransposeB ? Graph.MatMul(dy, a, true, TransposeA) : Graph.MatMul(a, dy, !TransposeA, false);
        return [da, db];
    }

    private static Shape Infer(Shape a, Shape b, bool transposeA, bool transposeB)
    {
        (Dim m, Dim k) = transposeA ? (a[-1], a[-2]) : (a[-2], a[-1]);
        (Dim k2, Dim n) = transposeB ? (b[-1], b[-2]) : (b[-2], b[-1]);
        bool fits = a.Rank == b.Rank && k == k2 && a.Take(a.Rank - 2).SequenceEqual(b.Take(b.Rank - 2));
        return fits
            ? new Shape(a.Take(a.Rank - 2).Concat([m, n]))
            : throw new InvalidOperationException($"A product of {a} and {b} (transposed: {transposeA}, {transposeB}) does not fit.");
    }
}
