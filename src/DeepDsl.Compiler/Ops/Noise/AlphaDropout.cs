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
        double rate = scope.Layer.Real("Rate");
        if (rate == 0)
        {
            return x;
        }

        // On an input of mean 0 and variance 1 the mixture has mean -Limit * rate and variance (1 - rate) * (1 + rate * Limit^2).
        double scale = 1 / Math.Sqrt((1 - rate) * (1 + (rate * Limit * Limit)));
        return scope.Graph.Map((v, random) => scale * (Exprs.Select(Exprs.Less(random, rate), -Limit, v) + (Limit * rate)),
            x, scope.Random(RandomKind.Uniform, x.Shape));
    }
}
