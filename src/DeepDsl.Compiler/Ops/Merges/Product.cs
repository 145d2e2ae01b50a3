using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Merges;

/// <summary>A merge by products, in which smaller values are repeated along the larger.</summary>
public abstract class Product : Merge
{
    public override IReadOnlyList<Example> Examples =>
        [.. base.Examples, new("", new Shape(5), new Shape(3, 2, 5)), new("", new Shape(3, 17), new Shape(1, 17), new Shape(17))];

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

    /// <summary>The product of the elements.</summary>
    protected static Node Of(IReadOnlyList<Node> inputs)
    {
        int rank = inputs.Max(i => i.Shape.Rank);
        return inputs.Select(i => Aligned(i, rank)).Aggregate((a, b) => a * b);
    }

    /// <summary>Dimensions of one behind the batch, so that samples broadcast and the batch stays in front.</summary>
    private static Node Aligned(Node x, int rank) =>
        x.Graph.Reshape(x, new Shape([x.Shape[0], .. Enumerable.Repeat((Dim)1, rank - x.Shape.Rank), .. x.Shape.WithoutBatch()]));
}
