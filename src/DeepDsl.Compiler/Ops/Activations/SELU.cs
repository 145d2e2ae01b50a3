using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class SELU : ActivationOp
{
    public override string Summary => "scaled ELU: keeps mean 0 and variance 1 from layer to layer under LeCun initialisation";

    public override string Reference => "torch.selu(x)";

    // The fixed point of mean and variance (Klambauer et al., 2017).
    private const double Alpha = 1.6732632423543772848170429916717;
    private const double Scale = 1.0507009873554804934193349852946;

    public override Node Apply(Layer layer, Node x) =>
        x.Graph.Map(v => Exprs.Select(Exprs.Less(0, v), Scale * v, (Scale * Alpha) * Exprs.Unary(UnaryOp.ExpM1, v)), x);
}
