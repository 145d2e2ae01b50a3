using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>One result of a primitive that has several: a name for it, which computes nothing.</summary>
public sealed class ResultNode(Graph graph, TupleNode node, int index) : Node(graph, node.Results[index], node)
{
    public int Index { get; } = index;

    public override string Primitive => "result";

    public override object Attributes => Index;

    public TupleNode Source => (TupleNode)Inputs[0];

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Source.JoinedAxesOf(this);

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        throw new InvalidOperationException("The gradient of a result is one of those that its node is given.");

    public override StepRow? InOneStep(OneStep step) => Source.InOneStepOf(this, step);

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Result(inputs[0], Index);

    /// <param name="run">The interpreter.</param>
    /// <param name="inputs">All results of the node.</param>
    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs) => inputs[Index];
}
