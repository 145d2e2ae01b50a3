using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// Weight gradients of equal parts of the batch, [P, weight..]: the parts run in parallel and are then added in order, so that the number
/// of threads does not change the sum.
/// </summary>
public sealed class ConvWeightPartsNode(Graph graph, Node x, Node dy, Shape shape, ConvGeometry geometry)
    : LegalizedNode(graph, TensorType.Floats(shape), x, dy)
{
    public ConvGeometry Geometry { get; } = geometry;

    public override string Primitive => "conv-weight-parts";

    public override object Attributes => Geometry;

    /// <summary>Not the samples, of which each part has its own.</summary>
    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => ConvAxes.Channels(Inputs[0], this, Inputs[1], Geometry);

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) =>
        graph.Add(new ConvWeightPartsNode(graph, inputs[0], inputs[1], Shape, Geometry));

    /// <summary>Part p is of samples p * N / P to (p + 1) * N / P.</summary>
    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor parts = new(run.Sizes(Shape));
        int count = parts.Shape[0];
        int size = parts.Values.Length / count;
        int batch = inputs[0].Shape[0];
        for (int p = 0; p < count; p++)
        {
            int from = (int)((long)p * batch / count);
            int to = (int)((long)(p + 1) * batch / count);
            Tensor part = Windows.ConvWeightGradient(
                Geometry, Samples(inputs[0], from, to), Samples(inputs[1], from, to), [.. parts.Shape.Skip(1)]);
            Array.Copy(part.Values, 0, parts.Values, p * size, size);
        }

        return parts;
    }

    private static Tensor Samples(Tensor x, int from, int to)
    {
        int size = x.Values.Length / x.Shape[0];
        Tensor part = new([to - from, .. x.Shape.Skip(1)]);
        Array.Copy(x.Values, from * size, part.Values, 0, part.Values.Length);
        return part;
    }
}
