using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Signals;

/// <summary>Fourier transforms as layers have them, and products of what they give.</summary>
internal static class Transforms
{
    /// <summary>Frequencies of [.., count]: [.., frequencies, 2], real and imaginary.</summary>
    public static Node OfLast(Node x)
    {
        (Graph g, Dim[] outer, int count) = (x.Graph, [.. x.Shape.Take(x.Shape.Rank - 1)], x.Shape.Channels.Value);
        Node y = g.Fourier(g.Reshape(x, new Shape(new Shape(outer).Size, count, 1)), new FourierForm(count));
        return g.Reshape(y, new Shape([.. outer, FourierForm.FrequenciesOf(count), 2]));
    }

    /// <summary>The <paramref name="count"/> numbers that have the frequencies [.., frequencies, 2]: [.., count].</summary>
    public static Node ToLast(Node y, int count)
    {
        (Graph g, Dim[] outer) = (y.Graph, [.. y.Shape.Take(y.Shape.Rank - 2)]);
        Node rows = g.Reshape(y, new Shape(new Shape(outer).Size, FourierForm.FrequenciesOf(count), 2, 1));
        return g.Reshape(g.Fourier(rows, Inverse(count)), new Shape([.. outer, count]));
    }

    /// <summary>Back to as many numbers.</summary>
    public static FourierForm Inverse(int count) => new(count, IsBackward: true, IsWeighted: true);

    /// <summary>Of complex numbers [.., 2, C] and [frequencies, 2, C], each by itself.</summary>
    public static Node Product(Node a, Node b)
    {
        Graph g = a.Graph;
        (Node real, Node imaginary) = (g.Slice(b, 1, 0, 1), g.Slice(b, 1, 1, 1));
        return (a * real) + (g.Reverse(a, a.Shape.Rank - 2) * g.Concat(1, -imaginary, imaginary));
    }
}
