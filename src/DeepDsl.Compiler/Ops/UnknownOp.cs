using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops;

/// <summary>What stands in a guessed graph for a layer or block of which it can't be said what it gives; none of the language.</summary>
/// <param name="name">As messages name it.</param>
/// <param name="arguments">Those of the layer that it stands for.</param>
public sealed class UnknownOp(string name, IReadOnlyList<OpArgument> arguments) : Op
{
    public override string Name => name;

    public override string Summary => "nothing is known of it";

    public override IReadOnlyList<OpArgument> Arguments => arguments;

    public override IReadOnlyList<Example> Examples => [];

    public override string Reference => "";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs) => null;

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs) =>
        throw new InvalidOperationException($"{name} is never built.");
}
