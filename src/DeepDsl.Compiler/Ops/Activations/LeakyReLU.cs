using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

public sealed class LeakyReLU : ActivationOp
{
    public override string Summary => "x above 0, Slope * x below";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Real("Slope", 0.01)];

    public override string Reference => "torch.nn.functional.leaky_relu(x, slope)";

    public override IReadOnlyList<Example> Examples => [.. base.Examples, new("Slope = 0.2", [3])];

    public override Node Apply(Layer layer, Node x) => Of(x, layer.Real("Slope"));

    internal static Node Of(Node x, double slope) => x.Graph.Map(v => Exprs.Select(Exprs.Less(0, v), v, slope * v), x);
}
