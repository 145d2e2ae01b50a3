using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class Tanh : ActivationOp
{
    public override string Summary => "tanh(x)";

    public override ValueRange Range => ValueRange.Signed;

    public override string Reference => "torch.tanh(x)";

    public override Node Apply(Layer layer, Node x) => x.Graph.Tanh(x);
}
