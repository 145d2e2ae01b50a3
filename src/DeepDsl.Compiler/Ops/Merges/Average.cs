using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Merges;

public sealed class Average : Merge
{
    public override string Summary => "the mean of the value above and the named ones";

    public override string Reference => "torch.stack(xs).mean(0)";

    protected override Node Join(Layer layer, IReadOnlyList<Node> inputs) => inputs.Aggregate((a, b) => a + b) * (1.0 / inputs.Count);
}
