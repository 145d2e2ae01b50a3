using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class BoxIoU : BoxLoss
{
    public override string Summary => "1 - the area that two boxes [left, top, right, bottom] share, of that which they cover";

    protected override Node Overlap(Node both, Node either, Node around) => both / (either + LeastArea);
}
