using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops;

public sealed class Tanh : ElementwiseOp
{
    public override string Summary => "tanh(x)";

    public override string Reference => "torch.tanh(x)";

    public override Node Apply(Layer layer, Node x) => x.Graph.Tanh(x);
}
