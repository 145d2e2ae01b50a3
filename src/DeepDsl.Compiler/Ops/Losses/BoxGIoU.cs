using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>Of Rezatofighi et al. (2019): boxes that do not meet still have a gradient.</summary>
public sealed class BoxGIoU : BoxLoss
{
    public override string Summary => "BoxIoU plus the part of the smallest box around both that neither covers";

    protected override Node Overlap(Node both, Node either, Node around) =>
        (both / (either + LeastArea)) - ((around - either) / (around + LeastArea));
}
