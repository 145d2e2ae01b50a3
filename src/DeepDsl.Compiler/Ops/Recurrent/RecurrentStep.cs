using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Recurrent;

/// <summary>What a step of a recurrent layer reads, all in the body of its scan.</summary>
/// <param name="Layer">With its arguments.</param>
/// <param name="Units">Size of each state and gate.</param>
/// <param name="Input">What the gates read of the input, side by side, with biases: [N, gates * Units].</param>
/// <param name="State">What is carried, each [N, Units].</param>
/// <param name="Read">What products read of the first state: itself, or what dropout leaves.</param>
/// <param name="Weight">Of the recurrent product: [Units, gates * Units].</param>
/// <param name="Bias">What is added to that product; null for nothing.</param>
public sealed record RecurrentStep(
    Layer Layer, int Units, Node Input, IReadOnlyList<Node> State, Node Read, Node Weight, Node? Bias)
{
    public Graph Graph => Input.Graph;

    /// <summary>What all gates read of the step before.</summary>
    public Node Recurrent => Bias is null ? Graph.MatMul(Read, Weight) : Graph.MatMul(Read, Weight) + Bias;
}
