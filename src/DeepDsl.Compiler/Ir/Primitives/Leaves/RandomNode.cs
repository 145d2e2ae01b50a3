namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Element i is number i of the stream (row-major), drawn anew at every training step.</summary>
public sealed class RandomNode(Graph graph, RandomKind kind, int stream, Shape shape) : LeafNode(graph, TensorType.Floats(shape))
{
    public RandomKind Kind { get; } = kind;

    public int Stream { get; } = stream;

    public override string Primitive => "random";

    public override object Attributes => (Kind, Stream);

    protected override Node CopyTo(Graph graph) => graph.Random(Kind, Stream, Shape);
}
