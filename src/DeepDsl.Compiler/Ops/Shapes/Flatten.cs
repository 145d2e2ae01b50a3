using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class Flatten : LayerOp
{
    public override string Summary => "all dimensions of a sample as one, row-major";

    public override InputElements Takes => InputElements.Any;

    public override OpRole Role => OpRole.Move;

    public override IReadOnlyList<Example> Examples => [new("", [2, 3, 5]), new("", [7]), new("", [1, 1]), new("PerStep = true", [3, 2, 5])];

    public override string Reference => "x.flatten(1)";

    protected override Shape? Infer(Layer layer, Shape input) => new(input.Size);

    public override ReceptiveField? Sees(Layer layer, Shape input, ReceptiveField field) =>
        field.Rearranged(input, Infer(layer, input)!);

    protected override Node Forward(LayerScope scope, Node x) =>
        scope.Reshape(x, new Shape(x.Shape[0], x.Shape.WithoutBatch().Size));
}
