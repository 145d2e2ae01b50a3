using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class ELU : ActivationOp
{
    public override string Summary => "x above 0, Alpha * (exp(x) - 1) below";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Real("Alpha", 1)];

    public override string Reference => "torch.nn.functional.elu(x, alpha)";

    public override IReadOnlyList<Example> Examples => [.. base.Examples, new("Alpha = 0.3", [3])];

    public override Node Apply(Layer layer, Node x)
    {
        double alpha = layer.Real("Alpha");
        return x.Graph.Map(v => Exprs.Select(Exprs.Less(0, v), v, alpha * Exprs.Unary(UnaryOp.ExpM1, v)), x);
    }
}
