using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class Crop2D() : Borders(2)
{
    public override string Summary => "[H, W, C] without a border";

    public override IReadOnlyList<Example> Examples =>
        [new("Border = 1", [4, 5, 2]), new("", [1, 1, 1]), new("Top = 2, Right = 1", [3, 4, 17]), new("Border = 1, Left = 0", [3, 2, 5])];

    public override string Reference =>
        "x[:, side(top, border):x.shape[1] - side(bottom, border), side(left, border):x.shape[2] - side(right, border)]";

    protected override Dim Resize(Dim size, int before, int after) => size - before - after;

    protected override Node Apply(Layer layer, Node x, int axis, int before, int after) =>
        x.Graph.Slice(x, axis, before, Resize(x.Shape[axis], before, after));
}
