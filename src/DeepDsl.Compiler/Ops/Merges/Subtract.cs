using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Merges;

public sealed class Subtract : Merge
{
    public override string Summary => "the value above minus the named ones";

    public override string Reference => "xs[0] - sum(xs[1:])";

    protected override Node Join(Layer layer, IReadOnlyList<Node> inputs) => inputs.Aggregate((a, b) => a - b);
}
