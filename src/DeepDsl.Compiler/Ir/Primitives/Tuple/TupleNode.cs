using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>A primitive with several results. It is no value itself: a reader names one of them (<see cref="Graph.Result"/>).</summary>
public abstract class TupleNode(Graph graph, IReadOnlyList<TensorType> results, params Node[] inputs) : Node(graph, null, inputs)
{
    public sealed override IReadOnlyList<TensorType> Results { get; } = results;

    public sealed override Node?[] InputGradients(Node dy, bool[] wanted) =>
        throw new InvalidOperationException($"{Primitive} has several results, each with a gradient of its own.");

    /// <param name="dy">The gradient of each result; null where there is none.</param>
    /// <param name="wanted">Which inputs need one.</param>
    public abstract Node?[] InputGradients(IReadOnlyList<Node?> dy, bool[] wanted);

    public sealed override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs) =>
        throw new InvalidOperationException($"{Primitive} has several results.");

    /// <summary>Its values by their definition, in double.</summary>
    public abstract IReadOnlyList<Tensor> InterpretAll(Interpreter run, IReadOnlyList<Tensor> inputs);

    /// <summary>One of its results at the last of T steps alone, as <see cref="Node.InOneStep"/>.</summary>
    public virtual StepRow? InOneStepOf(ResultNode result, OneStep step) => null;

    /// <summary>Pairs of axes, of its inputs and one of its results, that it walks together.</summary>
    public virtual IEnumerable<(NodeAxis, NodeAxis)> JoinedAxesOf(ResultNode result) => [];
}
