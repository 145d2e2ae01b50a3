using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Passes;

/// <summary>The probabilities that losses on logits imply.</summary>
/// <param name="Outputs">Inputs of the graph, one per output of the model, in its order.</param>
/// <param name="Results">By output; the output itself where its loss implies nothing.</param>
public sealed record ProbabilityGraph(Graph Graph, IReadOnlyList<Node> Outputs, IReadOnlyList<Node> Results);
