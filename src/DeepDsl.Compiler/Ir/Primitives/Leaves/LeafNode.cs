using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>A value without inputs: no gradient rule.</summary>
public abstract class LeafNode(Graph graph, TensorType type) : Node(graph, type)
{
    public sealed override Node?[] InputGradients(Node dy, bool[] wanted) => [];

    public sealed override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph == Graph ? this : CopyTo(graph);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs) => run.Given(this);

    protected abstract Node CopyTo(Graph graph);
}
