using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class Permute : LayerOp
{
    public override string Summary => "the dimensions of a sample in another order, counted from 0";

    public override InputElements Takes => InputElements.Any;

    public override IReadOnlyList<OpArgument> Arguments { get; } = [new("Order", ArgumentType.Integers)];

    public override OpRole Role => OpRole.Move;

    public override IReadOnlyList<Example> Examples =>
        [new("Order = [1, 0]", [3, 5]), new("Order = [2, 0, 1]", [2, 3, 17]), new("Order = [0]", [4]), new("Order = [1, 0, 2]", [1, 3, 2])];

    public override string Reference => "x.permute(0, *(i + 1 for i in order))";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        IReadOnlyList<int> order = layer.Ints("Order");
        if (!order.OrderBy(i => i).SequenceEqual(Enumerable.Range(0, input.Rank)))
        {
            layer.Report(order.Count == input.Rank ? ProblemKind.ArgumentRange : ProblemKind.WrongRank,
                $"needs each of the {Counted.Of(input.Rank, "dimension")} of {layer.Source()}, {input}, once: "
                + $"the numbers 0 to {input.Rank - 1} in another order.", "Order", [.. FromTheBatch(order, input.Rank)]);
            return null;
        }

        return new Shape(order.Select(i => input[i]));
    }

    /// <summary>As other libraries count, which have the batch at 0; none where that makes no sense either.</summary>
    private static IEnumerable<Remedy> FromTheBatch(IEnumerable<int> order, int rank)
    {
        int[] counted = [.. order.Where(i => i > 0).Select(i => i - 1)];
        return counted.OrderBy(i => i).SequenceEqual(Enumerable.Range(0, rank))
            ? [Remedy.Set("Order", counted).Said($"write [Permute({string.Join(", ", counted)})], since the batch is not counted")] : [];
    }

    public override ReceptiveField? Sees(Layer layer, Shape input, ReceptiveField field)
    {
        int[] order = [.. layer.Ints("Order").Take(field.Axes.Count)];
        return order.All(i => i < field.Axes.Count)
            ? field with { Axes = order.Select(i => field.Axes[i]).ToArray() }
            : field.Rearranged(input, input);
    }

    protected override Node Forward(LayerScope scope, Node x) =>
        scope.Graph.Transpose(x, [0, .. scope.Layer.Ints("Order").Select(i => i + 1)]);
}
