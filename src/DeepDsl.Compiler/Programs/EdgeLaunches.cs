using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Programs;

/// <summary>What the launches along edges have in common: the edges [N, E, 2] of graphs of so many nodes, and a width.</summary>
/// <param name="Edges">Of a sample.</param>
/// <param name="Nodes">Of a sample.</param>
/// <param name="Width">Values of a node or an edge.</param>
public sealed record EdgeSizes(Dim Samples, Dim Edges, Dim Nodes, int Width)
{
    public Shape EdgesShape => new(Samples, Edges, 2);

    /// <summary>Whether the order of edges names the nodes at their other ends.</summary>
    public bool OrderNamesOthers { get; init; }

    public Shape OrderShape => new(Samples, OrderLength);

    /// <summary>Numbers in the order of a sample's edges.</summary>
    public Dim OrderLength => Nodes + 1 + (Edges * (OrderNamesOthers ? 2 : 1));

    public Shape NodesShape => new(Samples, Nodes, Width);

    public Shape ValuesShape => new(Samples, Edges, Width);

    public Shape Weights(int heads) => new(Samples, Edges, heads);
}

/// <summary>The edges by their nodes at one end.</summary>
public sealed record EdgeOrderLaunch(string Layer, Buffer Edges, Buffer Order, EdgeSizes Sizes, EdgeEnd End) : Launch(Layer, [Edges], [Order]);

/// <summary>The values of a node for each edge.</summary>
public sealed record EdgeGatherLaunch(string Layer, Buffer Edges, Buffer X, Buffer Y, EdgeSizes Sizes, EdgeEnd End) : Launch(Layer, [Edges, X], [Y]);

/// <summary>Dot products of both ends by heads.</summary>
public sealed record EdgeDotLaunch(string Layer, Buffer Edges, Buffer From, Buffer To, Buffer Y, EdgeSizes Sizes, int Heads)
    : Launch(Layer, [Edges, From, To], [Y]);

/// <summary>
/// Sums over the edges of each node of what is at their other end, times weights by heads; X and Weights may be null. Operands of the epilogue
/// may have one number for each node, too.
/// </summary>
public sealed record EdgeSumLaunch(
    string Layer, Buffer Edges, Buffer Order, Buffer? X, Buffer? Weights, Buffer Y, EdgeSizes Sizes, EdgeEnd End, int Heads, Epilogue Epilogue)
    : Launch(Layer, [.. new[] { Edges, Order, X, Weights }.OfType<Buffer>(), .. MapLaunch.ReadsOf(Epilogue.Operands)], [Y]);

/// <summary>Maxima of values, and of a number, over the edges of each node.</summary>
public sealed record EdgeMaxLaunch(string Layer, Buffer Edges, Buffer Order, Buffer Values, Buffer Y, EdgeSizes Sizes, EdgeEnd End, double Least)
    : Launch(Layer, [Edges, Order, Values], [Y]);
