using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class Mish : ActivationOp
{
    public override string Summary => "x * tanh(softplus(x))";

    public override string Reference => "torch.nn.functional.mish(x)";

    public override Node Apply(Layer layer, Node x) => x * x.Graph.Tanh(x.Graph.Unary(UnaryOp.Softplus, x));
}
