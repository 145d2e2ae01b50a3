namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>What a <see cref="Region"/> is given each time it runs; number <paramref name="index"/> of its arguments.</summary>
public sealed class ArgumentNode(Graph graph, int index, TensorType type) : LeafNode(graph, type)
{
    public int Index { get; } = index;

    public override string Primitive => "argument";

    public override object Attributes => Index;

    protected override Node CopyTo(Graph graph) => graph.Argument(Index, Type);
}
