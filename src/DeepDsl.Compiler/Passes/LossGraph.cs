using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Passes;

/// <summary>The trained loss as a graph of its own: inputs are the model's outputs, the targets and a weight per sample.</summary>
/// <param name="Outputs">Inputs of the graph, one per output of the model, in its order.</param>
/// <param name="Targets">Inputs of the graph, one per [Loss], in their order.</param>
/// <param name="SampleWeights">Input [N].</param>
/// <param name="OutputGradients">By each output; null where the loss does not depend on it.</param>
public sealed record LossGraph(
    Graph Graph, IReadOnlyList<Node> Outputs, IReadOnlyList<Node> Targets, Node SampleWeights, Node Loss, IReadOnlyList<Node?> OutputGradients);

/// <summary>The probabilities that losses on logits imply: the output itself where a loss implies none.</summary>
public sealed record ProbabilityGraph(Graph Graph, IReadOnlyList<Node> Outputs, IReadOnlyList<Node> Results);
