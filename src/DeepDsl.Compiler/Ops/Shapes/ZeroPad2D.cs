using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class ZeroPad2D() : Borders(2)
{
    public override string Summary => "zeros around [H, W, C]";

    public override bool KeepsSums => false;

    public override IReadOnlyList<Example> Examples =>
        [new("Border = 1", [3, 4, 2]), new("", [1, 1, 1]), new("Top = 2, Right = 1", [2, 3, 17]), new("Border = 1, Left = 0", [3, 2, 5])];

    public override string Reference =>
        "torch.nn.functional.pad(x, (0, 0, side(left, border), side(right, border), side(top, border), side(bottom, border)))";

    protected override Dim Resize(Dim size, int before, int after) => before + size + after;

    protected override double? Border(Layer layer) => 0;

    protected override Node Apply(Layer layer, Node x, int axis, int before, int after) => x.Graph.Pad(x, axis, before, after);
}
