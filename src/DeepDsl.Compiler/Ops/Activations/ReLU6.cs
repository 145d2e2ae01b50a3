using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class ReLU6 : ActivationOp
{
    public override string Summary => "min(max(x, 0), 6)";

    public override ValueRange Range => ValueRange.Positive;

    public override string Reference => "torch.nn.functional.relu6(x)";

    public override Node Apply(Layer layer, Node x) => x.Graph.Min(x.Graph.Max(x, 0), 6);
}
