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

    /// <summary>How the recurrent product is normalized; null where it is not.</summary>
    public RecurrentNorm? Norm { get; init; }

    /// <summary>How a state is normalized where it is shown; null where it is not.</summary>
    public RecurrentNorm? StateNorm { get; init; }

    /// <summary>What all gates read of the step before.</summary>
    public Node Recurrent => Biased(Norm is null ? Product : Norm.Apply(Product));

    /// <summary>The same with what they read of the input, normalized together.</summary>
    public Node Sum => Norm is null ? Input + Recurrent : Biased(Norm.Apply(Input + Product));

    private Node Product => Graph.MatMul(Read, Weight);

    private Node Biased(Node x) => Bias is null ? x : x + Bias;
}
