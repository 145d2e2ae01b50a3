using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>Of Salehi et al. (2017): Dice in which what is missed and what is found too much count differently.</summary>
public sealed class Tversky : OverlapLoss
{
    public override string Summary =>
        "1 - (hits + Smooth) / (hits + FalsePositives * found too much + FalseNegatives * missed + Smooth), by sums as in Dice";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [OpArgument.Real("FalsePositives", 0.3, 0), OpArgument.Real("FalseNegatives", 0.7, 0), .. Common];

    protected override Node Overlap(LossUse use, Node both, Node predicted, Node wanted)
    {
        double smooth = use.Real("Smooth");
        Node misses = ((predicted - both) * use.Real("FalsePositives")) + ((wanted - both) * use.Real("FalseNegatives"));
        return (both + smooth) / (both + misses + smooth);
    }
}
