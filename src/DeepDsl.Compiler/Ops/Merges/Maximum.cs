using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Merges;

public sealed class Maximum : Merge
{
    public override string Summary => "the largest of the value above and the named ones, elementwise";

    public override string Reference => "torch.stack(xs).amax(0)";

    protected override Node Join(Layer layer, IReadOnlyList<Node> inputs) => inputs.Aggregate((a, b) => a.Graph.Max(a, b));
}
