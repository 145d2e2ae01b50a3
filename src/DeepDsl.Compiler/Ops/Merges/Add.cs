using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Merges;

public sealed class Add : Merge
{
    public override string Summary => "the value above plus the named ones";

    public override string Reference => "sum(xs)";

    protected override string Advice => ", or use [Shortcut]";

    protected override Node Join(Layer layer, IReadOnlyList<Node> inputs) => inputs.Aggregate((a, b) => a + b);
}
