using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class SiLU : ActivationOp
{
    public override string Summary => "x * sigmoid(x), also called swish";

    public override string Reference => "torch.nn.functional.silu(x)";

    public override Node Apply(Layer layer, Node x) => x * x.Graph.Sigmoid(x);
}
