using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Merges;

public sealed class Multiply : Merge
{
    public override string Summary => "the value above times the named ones; a smaller one is repeated, as a gate [C] over [H, W, C]";

    public override IReadOnlyList<Example> Examples =>
        [.. base.Examples, new("", new Shape(5), new Shape(3, 2, 5)), new("", new Shape(3, 17), new Shape(1, 17), new Shape(17))];

    public override string Reference => "gate(*xs)";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        Shape? product = HasNames(layer, inputs) ? inputs[0] : null;
        for (int i = 1; product is not null && i < inputs.Count; i++)
        {
            Shape? next = Shape.Broadcast(product, inputs[i]);
            if (next is null)
            {
                layer.Report(ProblemKind.MergeShapes,
                    $"multiplies {product} by {inputs[i]} of \"{layer.Texts("Names")[i - 1]}\"; counted from the last, dimensions must "
                    + "be equal, or 1 in one of them.",
                    "Names");
            }

            product = next;
        }

        return product;
    }

    protected override Node Join(Layer layer, IReadOnlyList<Node> inputs)
    {
        int rank = inputs.Max(i => i.Shape.Rank);
        return inputs.Select(i => Aligned(i, rank)).Aggregate((a, b) => a * b);
    }

    /// <summary>Dimensions of one behind the batch, so that samples broadcast and the batch stays in front.</summary>
    private static Node Aligned(Node x, int rank) =>
        x.Graph.Reshape(x, new Shape([x.Shape[0], .. Enumerable.Repeat((Dim)1, rank - x.Shape.Rank), .. x.Shape.WithoutBatch()]));
}
