using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class ZeroPad1D() : Borders(1)
{
    public override string Summary => "zeros around [T, C]";

    public override bool KeepsSums => false;

    public override IReadOnlyList<Example> Examples =>
        [new("Border = 2", [5, 3]), new("Before = 1, After = 0", [1, 1]), new("Border = 1, After = 3", [2, 17])];

    public override string Reference =>
        "torch.nn.functional.pad(x, (0, 0, side(before, border), side(after, border)))";

    protected override Dim Resize(Dim size, int before, int after) => before + size + after;

    protected override double? Border(Layer layer) => 0;

    protected override Node Apply(Layer layer, Node x, int axis, int before, int after) => x.Graph.Pad(x, axis, before, after);
}
