using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class Softsign : ActivationOp
{
    public override string Summary => "x / (1 + |x|)";

    public override ValueRange Range => ValueRange.Signed;

    public override string Reference => "torch.nn.functional.softsign(x)";

    public override Node Apply(Layer layer, Node x) => x / (1 + x.Graph.Abs(x));
}
