using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// Matrix product, batched over equal leading dimensions; each side may be read transposed. One that <paramref name="isExact"/> reads floats
/// as they are, whatever the precision of the model: it stands for what is no product of the model.
/// </summary>
public sealed class MatMulNode(Graph graph, Node a, Node b, bool transposeA, bool transposeB, bool isExact = false)
    : Node(graph, TensorType.Floats(Infer(a.Shape, b.Shape, transposeA, transposeB)), a, b)
{
    public bool TransposeA { get; } = transposeA;

    public bool TransposeB { get; } = transposeB;

    public bool IsExact { get; } = isExact;

    public override string Primitive => "matmul";

    public override object Attributes => (TransposeA, TransposeB, IsExact);

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes
    {
        get
        {
            (int rows, int inA) = TransposeA ? (1, 2) : (2, 1);
            (int inB, int columns) = TransposeB ? (1, 2) : (2, 1);
            IEnumerable<(NodeAxis, NodeAxis)> leading = Inputs.SelectMany(i => Enumerable.Range(3, Shape.Rank - 2)
                .Select(axis => (new NodeAxis(this, axis), new NodeAxis(i, axis))));
            return leading.Concat(
            [
                (new(this, 2), new(Inputs[0], rows)), (new(this, 1), new(Inputs[1], columns)), (new(Inputs[0], inA), new(Inputs[1], inB)),
            ]);
        }
    }

    public override Node?[] InputGradients(Node dy, bool[] wanted)
    {
        (Node a, Node b) = (Inputs[0], Inputs[1]);
        Node? da = !wanted[0] ? null
            : TransposeA ? Graph.MatMul(b, dy, TransposeB, true, IsExact) : Graph.MatMul(dy, b, false, !TransposeB, IsExact);
        Node? db = !wanted[1] ? null
            : TransposeB ? Graph.MatMul(dy, a, true, TransposeA, IsExact) : Graph.MatMul(a, dy, !TransposeA, false, IsExact);
        return [da, db];
    }

    /// <summary>Steps are rows of the left side, columns of the right one, or matrices of their own.</summary>
    public override StepRow? InOneStep(OneStep step)
    {
        StepRow[] rows = [.. Inputs.Where(OneStep.Varies).Select(step.Row)];
        int axis = OneStep.AxisOf(Shape);
        bool follows = axis >= 0 && (axis < Shape.Rank - 2
            ? rows.Length == 2 && rows[0].Inner == rows[1].Inner
            : rows.Length == 1 && OneStep.Varies(Inputs[axis == Shape.Rank - 2 ? 0 : 1]));
        return follows
            ? rows[0] with { Node = step.Graph.MatMul(step.At(Inputs[0]), step.At(Inputs[1]), TransposeA, TransposeB, IsExact) } : null;
    }

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.MatMul(inputs[0], inputs[1], TransposeA, TransposeB, IsExact);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        (Tensor a, Tensor b) = (inputs[0], inputs[1]);
        Tensor result = new(run.Sizes(Shape));
        int k = TransposeA ? a.Shape[a.Shape.Length - 2] : a.Shape[a.Shape.Length - 1];
        foreach ((int flat, int[] index) in result.Indices())
        {
            int row = index[index.Length - 2];
            int column = index[index.Length - 1];
            int[] left = [.. index];
            int[] right = [.. index];
            double sum = 0;
            for (int i = 0; i < k; i++)
            {
                Place(left, TransposeA, row, i);
                Place(right, TransposeB, i, column);
                sum += a.Values[a.Offset(left)] * b.Values[b.Offset(right)];
            }

            result.Values[flat] = sum;
        }

        return result;
    }

    private static void Place(int[] index, bool transposed, int row, int column)
    {
        index[index.Length - 2] = transposed ? column : row;
        index[index.Length - 1] = transposed ? row : column;
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
