using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Pools;

/// <summary>One value per channel from all of its <paramref name="rank"/> spatial axes.</summary>
public abstract class GlobalPooling(int rank) : LayerOp
{
    public override OpRole Role => OpRole.Pool;

    public override IReadOnlyList<Example> Examples => rank switch
    {
        1 => [new("", [5, 3]), new("", [1, 1]), new("", [2, 17])],
        2 => [new("", [5, 4, 3]), new("", [1, 1, 1]), new("", [2, 3, 17])],
        _ => [new("", [2, 5, 4, 3]), new("", [1, 1, 1, 1]), new("", [2, 3, 1, 17])],
    };

    /// <summary>Of images no rows are padding.</summary>
    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => rank == 1 ? StepUse.Ends : StepUse.Mixes;

    protected override Shape? Infer(Layer layer, Shape input) =>
        WindowArguments.CheckRank(layer, input, rank) ? new Shape(input.Channels) : null;

    protected override Node Forward(LayerScope scope, Node x) =>
        scope.Graph.Reshape(
            scope.Lengths(x) is { } lengths ? Reduce(scope, x, StepLengths.Along(lengths, x.Shape.Rank)) : Reduce(x, [.. Enumerable.Range(1, rank)]),
            new Shape(x.Shape[0], x.Shape.Channels));

    public override ConvGeometry Window(Layer layer, Shape input) =>
        new(layer.Extents.Largest(input).Take(rank).Select(size => new WindowAxis(size.Value, size.Value, 1, 0, 0)).ToArray());

    protected abstract Node Reduce(Node x, int[] axes);

    /// <summary>Over the own steps of padded sequences; zero where there are none.</summary>
    /// <param name="scope">Of the layer.</param>
    /// <param name="x">[N, T, C].</param>
    /// <param name="lengths">[N, 1, 1].</param>
    protected virtual Node Reduce(LayerScope scope, Node x, Node lengths) => Reduce(scope.Masked(x), [1]);
}
