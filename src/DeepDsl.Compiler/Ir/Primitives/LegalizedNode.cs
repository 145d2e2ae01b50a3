namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>What a primitive is lowered to for the sake of a backend. Made after differentiation, so it has no gradient.</summary>
public abstract class LegalizedNode(Graph graph, TensorType type, params Node[] inputs) : Node(graph, type, inputs)
{
    public sealed override Node?[] InputGradients(Node dy, bool[] wanted) =>
        throw new InvalidOperationException($"{Primitive} is made by lowering, and has no gradient.");
}
