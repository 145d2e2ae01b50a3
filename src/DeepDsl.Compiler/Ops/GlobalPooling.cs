using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops;

/// <summary>One value per channel from all of its <paramref name="rank"/> spatial axes.</summary>
public abstract class GlobalPooling(int rank) : LayerOp
{
    public override IReadOnlyList<Example> Examples => rank == 1
        ? [new("", [5, 3]), new("", [1, 1]), new("", [2, 17])]
        : [new("", [5, 4, 3]), new("", [1, 1, 1]), new("", [2, 3, 17])];

    protected override Shape? Infer(Layer layer, Shape input) =>
        WindowArguments.CheckRank(layer, input, rank) ? new Shape(input.Channels) : null;

    protected override Node Forward(LayerScope scope, Node x) =>
        scope.Graph.Reshape(Reduce(x, [.. Enumerable.Range(1, rank)]), new Shape(Dim.N, x.Shape.Channels));

    protected abstract Node Reduce(Node x, int[] axes);
}
