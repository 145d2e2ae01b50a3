using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class ReLU : ActivationOp
{
    public override string Summary => "max(x, 0)";

    public override ValueRange Range => ValueRange.Positive;

    public override string Reference => "torch.relu(x)";

    public override Node Apply(Layer layer, Node x) => x.Graph.Max(x, 0);
}
