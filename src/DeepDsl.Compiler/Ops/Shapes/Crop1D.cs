using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class Crop1D() : Borders(1)
{
    public override string Summary => "[T, C] without a border";

    public override IReadOnlyList<Example> Examples =>
        [new("Border = 2", [5, 3]), new("", [1, 1]), new("Border = 1, After = 3", [6, 17])];

    public override string Reference =>
        "x[:, side(before, border):x.shape[1] - side(after, border)]";

    protected override Dim Resize(Dim size, int before, int after) => size - before - after;

    protected override Node Apply(Layer layer, Node x, int axis, int before, int after) =>
        x.Graph.Slice(x, axis, before, Resize(x.Shape[axis], before, after));
}
