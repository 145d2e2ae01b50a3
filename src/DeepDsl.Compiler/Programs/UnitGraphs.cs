using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Programs;

/// <summary>One program before fusion: which nodes of a graph it must produce, and where to.</summary>
public sealed record ProgramGraph(string Name, Graph Graph, IReadOnlyList<(Node Node, Buffer Target)> Results);

/// <summary>
/// A unit before it is made for a target: its programs as graphs, in the order of their timeline. Programs over one graph are fused as
/// one, so that what an earlier one keeps a later one reads.
/// </summary>
/// <param name="Name">Training or Inference.</param>
/// <param name="Programs">In the order of their timeline.</param>
/// <param name="Borders">What the caller fills and reads; each target has its own copies.</param>
/// <param name="Bound">The buffers at the border that inputs of the graphs stand for.</param>
public sealed record UnitGraphs(
    string Name, IReadOnlyList<ProgramGraph> Programs, Borders Borders, IReadOnlyDictionary<Node, Buffer> Bound)
{
    /// <summary>What layers give to layers, as floats; the outputs of the model are none.</summary>
    public IReadOnlyCollection<Node> Activations { get; init; } = [];
}
