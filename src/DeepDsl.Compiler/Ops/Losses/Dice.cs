using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>Of Milletari et al. (2016), with sums in place of squares.</summary>
public sealed class Dice : OverlapLoss
{
    public override string Summary =>
        "1 - (2 * sum(target * p) + Smooth) / (sum(target) + sum(p) + Smooth) by sums over positions, for each sample and channel";

    public override IReadOnlyList<OpArgument> Arguments => Common;

    protected override Node Overlap(LossUse use, Node both, Node predicted, Node wanted)
    {
        double smooth = use.Real("Smooth");
        return ((2 * both) + smooth) / (predicted + wanted + smooth);
    }
}
