using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Passes;

/// <summary>The trained loss and its gradient by the outputs, a graph of its own: it runs on the outputs of training and of evaluation alike.</summary>
/// <param name="Outputs">Inputs of the graph, one per output of the model, in its order.</param>
/// <param name="Targets">Inputs of the graph, one per [Loss], in their order: floats or ints.</param>
/// <param name="SampleWeights">Input [N]; ones give the plain mean.</param>
/// <param name="Loss">Scalar.</param>
/// <param name="OutputGradients">By each output; null where the loss does not depend on it.</param>
public sealed record LossGraph(
    Graph Graph, IReadOnlyList<Node> Outputs, IReadOnlyList<Node> Targets, Node SampleWeights, Node Loss, IReadOnlyList<Node?> OutputGradients);
