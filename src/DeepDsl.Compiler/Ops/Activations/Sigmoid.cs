using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class Sigmoid : ActivationOp
{
    public override string Summary => "1 / (1 + exp(-x))";

    public override ValueRange Range => ValueRange.Unit;

    public override string Reference => "torch.sigmoid(x)";

    public override Node Apply(Layer layer, Node x) => x.Graph.Sigmoid(x);
}
