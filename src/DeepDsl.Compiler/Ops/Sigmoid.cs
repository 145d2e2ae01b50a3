using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops;

public sealed class Sigmoid : ElementwiseOp
{
    public override string Summary => "1 / (1 + exp(-x))";

    public override string Reference => "torch.sigmoid(x)";

    public override Node Apply(Layer layer, Node x) => x.Graph.Sigmoid(x);
}
