using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Noise;

public sealed class AlphaDropout : Noisy
{
    /// <summary>What SELU tends to at minus infinity, negated: its scale times its alpha.</summary>
    private const double Limit = 1.7580993408473766;

    public override string Summary =>
        "in training, each element at SELU's lower limit with probability Rate, then mean and variance restored";

    public override string Reference =>
        "(torch.where(random >= rate, x, torch.full_like(x, -1.7580993408473766)) + 1.7580993408473766 * rate) "
        + "/ ((1 - rate) * (1 + rate * 1.7580993408473766 ** 2)) ** 0.5 if training else x";

    protected override Node Disturb(LayerScope scope, Node x)
    {
        if (scope.Rate("Rate") is not { } rate)
        {
            return x;
        }

        // On an input of mean 0 and variance 1 the mixture has mean -Limit * rate and variance (1 - rate) * (1 + rate * Limit^2).
        Node shift = rate.Of(r => Limit * r);
        Node scale = rate.Of(r => 1 / Exprs.Unary(UnaryOp.Sqrt, (1 - r) * (1 + (r * Limit * Limit))));
        Expr mixed = Exprs.Select(Exprs.Less(Exprs.Arg(1), Exprs.Arg(2)), -Limit, Exprs.Arg(0));
        return scope.Graph.Map(
            Exprs.Arg(4) * (mixed + Exprs.Arg(3)), null, x, scope.Random(RandomKind.Uniform, x.Shape), rate.Value, shift, scale);
    }
}
