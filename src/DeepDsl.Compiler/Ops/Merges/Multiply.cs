using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Merges;

public sealed class Multiply : Product
{
    public override string Summary => "the value above times the named ones; a smaller one is repeated, as a gate [C] over [H, W, C]";

    public override string Reference => "gate(*xs)";

    protected override Node Join(Layer layer, IReadOnlyList<Node> inputs) => Of(inputs);
}
