using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Merges;

public sealed class Dot : Product
{
    public override string Summary =>
        "the sum over the last dimension of the value above times the named ones, one number for each vector; their cosine where Normalize is set";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [new("Names", ArgumentType.Texts), OpArgument.Bool("Normalize", false)];

    public override bool KeepsSums => false;

    public override IReadOnlyList<Example> Examples =>
        [.. base.Examples, new("Normalize = true", new Shape(5), new Shape(3, 5)), new("Normalize = true", new Shape(2, 2), new Shape(2))];

    public override string Reference => "gate(*[F.normalize(v, dim=-1) if normalize else v for v in xs]).sum(-1, keepdim=True)";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs) => base.Infer(layer, inputs)?.With(-1, 1);

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output) =>
        output.Size.Constant * inputs.Max(i => i.Channels.Constant) * (inputs.Count - 1);

    protected override Node Join(Layer layer, IReadOnlyList<Node> inputs)
    {
        Node product = Of(layer.Bool("Normalize") ? [.. inputs.Select(Directions.Of)] : inputs);
        return product.Graph.Sum(product, -1);
    }
}
