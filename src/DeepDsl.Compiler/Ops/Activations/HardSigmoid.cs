using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class HardSigmoid : ActivationOp
{
    public override string Summary => "min(max(x + 3, 0), 6) / 6";

    /// <summary>Not PyTorch's own hardsigmoid, whose gradient has a sixth in single precision even for doubles.</summary>
    public override ValueRange Range => ValueRange.Unit;

    public override string Reference => "torch.nn.functional.relu6(x + 3) / 6";

    public override IReadOnlyList<Example> Examples => [.. base.Examples.Select(e => e with { Low = -5, High = 5 })];

    /// <summary>Also the gate of <see cref="HardSwish"/>.</summary>
    internal static Node Gate(Node x) => x.Graph.Min(x.Graph.Max(x + 3, 0), 6) / 6;

    public override Node Apply(Layer layer, Node x) => Gate(x);
}
