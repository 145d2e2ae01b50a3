using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>
/// How many steps of a padded sequence are its own: the first so many of each sample. What stands behind them reaches no result.
/// </summary>
/// <param name="Source">The input of the model that tells: the number itself, [N, 1], or tokens [N, T].</param>
/// <param name="Steps">With those of the padding.</param>
/// <param name="PaddingToken">The token that fills up; null where <paramref name="Source"/> holds the number.</param>
public sealed record StepLengths(InputNode Source, Dim Steps, int? PaddingToken)
{
    /// <summary>What layers before made of their number, such as convolutions and pools, each of what the one before gave.</summary>
    public EquatableArray<StepChange> Changes { get; init; } = EquatableArray<StepChange>.Empty;

    /// <summary>Those of what a layer gives that changes their number.</summary>
    public StepLengths Through(StepChange change) => change.KeepsNumber ? this
        : this with { Steps = change.Of(Steps), Changes = Changes.Append(change).ToArray() };

    /// <summary>How many steps are left of so many that the input has.</summary>
    public int After(int steps) => Changes.Aggregate(steps, (left, change) => change.Of(left));

    /// <summary>How many there are, [N].</summary>
    /// <param name="source">The input itself, or what stands for it in another graph.</param>
    /// <param name="extents">Of the model.</param>
    public Node Count(Node source, Extents extents)
    {
        Graph g = source.Graph;
        Node told = PaddingToken is { } padding ? Behind(source, padding, extents) : source;
        return Roles.Name(g.Map(After, g.Reshape(told, new Shape(source.Shape[0]))), "lengths");
    }

    /// <summary>1 at its own steps and 0 behind them, [N, T].</summary>
    public Node Present(Node source, Extents extents)
    {
        Graph g = source.Graph;
        Node lengths = g.Reshape(Count(source, extents), new Shape(source.Shape[0], 1));
        return Roles.Name(g.Map((i, n) => Exprs.Less(i, n), Numbers(g, Steps, extents), lengths), "present");
    }

    /// <summary>A value [N, T, ..], and <paramref name="otherwise"/> behind the own steps, whatever stands there.</summary>
    /// <param name="present">1 and 0, [N, T].</param>
    public static Node Masked(Node x, Node present, double otherwise = 0) => x.Graph.Map(
        (value, isPresent) => Exprs.Select(isPresent, value, otherwise), x, Along(present, x.Shape.Rank));

    /// <summary>A value where <paramref name="isPresent"/> says 1, and another where it says 0.</summary>
    public static Node Kept(Node isPresent, Node value, Node otherwise) =>
        value.Graph.Map((present, own, other) => Exprs.Select(present, own, other), isPresent, value, otherwise);

    /// <summary>What is said of each step, [N, T], with as many axes as a value [N, T, ..].</summary>
    public static Node Along(Node steps, int rank) =>
        steps.Graph.Reshape(steps, new Shape(steps.Shape.Concat(Enumerable.Repeat((Dim)1, rank - steps.Shape.Rank))));

    /// <summary>One behind the last token that is no padding, [N, 1]: a padding token in between is a token.</summary>
    private static Node Behind(Node tokens, int padding, Extents extents)
    {
        Graph g = tokens.Graph;
        Node numbers = Numbers(g, tokens.Shape[1], extents);
        return g.Reduce(ReduceKind.Max, g.Map((token, i) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, token, padding), 0, i + 1), tokens, numbers), 1);
    }

    private Expr After(Expr steps) => Changes.Aggregate(steps, (left, change) => change.Of(left));

    private static Node Numbers(Graph g, Dim steps, Extents extents)
    {
        int most = (int)extents.Largest(steps);
        return g.Slice(g.Constant(new Shape(most), [.. Enumerable.Range(0, most).Select(i => (double)i)]), 0, 0, steps);
    }
}
