namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class Pad2D() : PaddedBorders(2)
{
    public override string Summary => "a border around [H, W, C]: a constant, what lies behind the edge reflected, or the edge again";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Border = 1, Value = -0.5", [3, 4, 2]), new("Border = 2, Mode = PadMode.Reflect", [3, 4, 17]),
        new("Border = 1, Left = 0, Mode = PadMode.Reflect", [2, 3, 1]), new("Border = 2, Top = 0, Mode = PadMode.Replicate", [1, 3, 5]),
    ];

    public override string Reference =>
        "channels_first(F.pad, x, (side(left, border), side(right, border), side(top, border), side(bottom, border)), mode=mode.lower(), "
        + "value=value)";
}
