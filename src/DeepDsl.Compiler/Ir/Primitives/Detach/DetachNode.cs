using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>The input, as a constant to differentiation.</summary>
public sealed class DetachNode(Graph graph, Node x) : Node(graph, x.Type, x)
{
    public override string Primitive => "detach";

    public override AxisEffect AxisEffect => AxisEffect.Keeps;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Aligned(Inputs[0]);

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [null];

    public override StepRow InOneStep(OneStep step) => step.Row(Inputs[0]);

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Detach(inputs[0]);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs) => inputs[0];
}
