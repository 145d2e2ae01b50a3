using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops;

/// <summary>
/// How many steps of a padded sequence are its own: the first so many of each sample. What stands behind them reaches no result.
/// </summary>
/// <param name="Source">The input of the model that tells: the number itself, [N, 1], or tokens [N, T].</param>
/// <param name="Steps">With those of the padding.</param>
/// <param name="PaddingToken">The token that fills up; null where <paramref name="Source"/> holds the number.</param>
public sealed record StepLengths(InputNode Source, Dim Steps, int? PaddingToken)
{
    /// <summary>How many of the own steps layers have put before those that <see cref="Source"/> tells of.</summary>
    public int Before { get; init; }

    /// <summary>The same with one step more before the others.</summary>
    public StepLengths Led() => this with { Steps = Steps + 1, Before = Before + 1 };

    /// <summary>How many there are, [N].</summary>
    /// <param name="source">The input itself, or what stands for it in another graph.</param>
    /// <param name="most">Of <see cref="Steps"/>, the largest number.</param>
    public Node Count(Node source, int most)
    {
        Graph g = source.Graph;
        Shape samples = new(source.Shape[0]);
        if (PaddingToken is not { } padding)
        {
            return Roles.Name(g.Map(n => n + Before, g.Reshape(source, samples)), "lengths");
        }

        // One behind the last token that is no padding: a padding token in between is a token.
        Node behind = g.Map((token, i) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, token, padding), 0, i + 1), source, Numbers(g, most, source.Shape[1]));
        Node count = g.Reshape(g.Reduce(ReduceKind.Max, behind, 1), samples);
        return Roles.Name(Before == 0 ? count : count + Before, "lengths");
    }

    /// <summary>1 at its own steps and 0 behind them, [N, T].</summary>
    public Node Present(Node source, int most)
    {
        Graph g = source.Graph;
        Node lengths = g.Reshape(Count(source, most), new Shape(source.Shape[0], 1));
        return Roles.Name(g.Map((i, n) => Exprs.Less(i, n), Numbers(g, most, Steps), lengths), "present");
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

    private static Node Numbers(Graph g, int most, Dim count) =>
        g.Slice(g.Constant(new Shape(most), [.. Enumerable.Range(0, most).Select(i => (double)i)]), 0, 0, count);
}
