using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Build;

/// <summary>The trained loss and its gradient by the outputs, a graph of its own: it runs on the outputs of training and of evaluation alike.</summary>
/// <param name="Outputs">Stand for the model's outputs, in their order.</param>
/// <param name="Targets">One per loss, floats or ints; null for a loss without a target.</param>
/// <param name="Inputs">Inputs of the model that tell how long sequences are, by their index.</param>
/// <param name="SampleWeights">[N]; ones give the plain mean.</param>
/// <param name="Loss">Scalar.</param>
/// <param name="OutputGradients">By each output; null for one that no loss reads.</param>
public sealed record LossGraph(
    Graph Graph, IReadOnlyList<InputNode> Outputs, IReadOnlyList<InputNode?> Targets,
    IReadOnlyDictionary<int, InputNode> Inputs, InputNode SampleWeights, Node Loss,
    IReadOnlyList<Node?> OutputGradients)
{
    /// <summary>The classes drawn, by the number of their loss.</summary>
    public IReadOnlyDictionary<int, InputNode> Drawn { get; init; } = new Dictionary<int, InputNode>();
}
