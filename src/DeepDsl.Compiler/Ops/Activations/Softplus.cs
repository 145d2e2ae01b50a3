using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class Softplus : ActivationOp
{
    public override string Summary => "ln(1 + exp(x))";

    public override ValueRange Range => ValueRange.Positive;

    public override string Reference => "torch.nn.functional.softplus(x)";

    public override Node Apply(Layer layer, Node x) => x.Graph.Unary(UnaryOp.Softplus, x);
}
