using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Attentions;

/// <summary>
/// Positions as angles, position * 10000^(-2 i / n) for frequency i of n: made from the positions and the frequencies as the program runs,
/// so that it holds no table of both.
/// </summary>
internal static class Angles
{
    private const double Base = 10_000;

    /// <param name="scope">Of the layer.</param>
    /// <param name="steps">How many positions there are.</param>
    /// <param name="between">Axes of size one between positions and angles.</param>
    /// <param name="count">Angles of a position.</param>
    /// <param name="twice">Of each of them, 2 i.</param>
    /// <param name="of">The n.</param>
    public static Node Of(LayerScope scope, Dim steps, int between, int count, Func<int, int> twice, int of)
    {
        Graph g = scope.Graph;
        int most = scope.Largest(steps);
        Node positions = g.Slice(g.Constant(new Shape(most), [.. Enumerable.Range(0, most).Select(s => (double)s)]), 0, 0, steps);
        Node column = g.Reshape(positions, new Shape([steps, .. Enumerable.Repeat((Dim)1, between + 1)]));
        return column * g.Constant(new Shape(count), [.. Enumerable.Range(0, count).Select(c => Math.Pow(Base, -twice(c) / (double)of))]);
    }

    /// <summary>Reports sequences whose positions or channels are more than the program may hold numbers for.</summary>
    public static bool Fit(Layer layer, Shape sequence)
    {
        if (sequence.All(d => layer.Extents.Largest(d) <= Limits.Table))
        {
            return true;
        }

        layer.Report(ProblemKind.TooLarge,
            $"needs a number for each step and channel of {sequence}, where at most {Limits.Table} of either fit.");
        return false;
    }
}
