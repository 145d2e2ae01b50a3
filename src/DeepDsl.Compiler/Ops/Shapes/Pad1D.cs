namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class Pad1D() : PaddedBorders(1)
{
    public override string Summary => "a border around [T, C]: a constant, what lies behind the edge reflected, or the edge again";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Border = 2, Value = 1.5", [5, 3]), new("Border = 2, Mode = PadMode.Reflect", [5, 17]),
        new("Before = 0, After = 1, Mode = PadMode.Reflect", [2, 1]), new("Border = 3, Mode = PadMode.Replicate", [1, 5]),
        new("Before = 2, After = 0, Mode = PadMode.Replicate", [4, 2]), new("", [1, 1]),
    ];

    public override string Reference =>
        "channels_first(F.pad, x, (side(before, border), side(after, border)), mode=mode.lower(), value=value)";
}
