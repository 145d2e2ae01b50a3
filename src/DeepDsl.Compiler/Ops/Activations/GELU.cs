using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class GELU : ActivationOp
{
    public override string Summary => "x * Phi(x) with the normal distribution function Phi, exact";

    public override string Reference => "torch.nn.functional.gelu(x)";

    public override Node Apply(Layer layer, Node x) => 0.5 * x * (1 + x.Graph.Erf(x * Math.Sqrt(0.5)));
}
