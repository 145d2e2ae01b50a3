using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class GELUTanh : ActivationOp
{
    public override string Summary => "GELU by its tanh approximation";

    public override string Reference => "torch.nn.functional.gelu(x, approximate=\"tanh\")";

    public override Node Apply(Layer layer, Node x) =>
        0.5 * x * (1 + x.Graph.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * (x * x * x)))));
}
