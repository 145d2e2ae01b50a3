using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Build;

/// <summary>Outputs as probabilities where their loss is on logits.</summary>
/// <param name="Outputs">Stand for the model's outputs, in their order.</param>
/// <param name="Probabilities">By output; the output itself where its loss applies nothing.</param>
public sealed record ProbabilityGraph(Graph Graph, IReadOnlyList<InputNode> Outputs, IReadOnlyList<Node> Probabilities);
