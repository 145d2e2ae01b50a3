using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class HardSwish : ActivationOp
{
    public override string Summary => "x * min(max(x + 3, 0), 6) / 6";

    public override string Reference => "torch.nn.functional.hardswish(x)";

    public override IReadOnlyList<Example> Examples => [.. base.Examples.Select(e => e with { Low = -5, High = 5 })];

    public override Node Apply(Layer layer, Node x) => x * HardSigmoid.Gate(x);
}
