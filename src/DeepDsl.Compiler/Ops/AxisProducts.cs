using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops;

/// <summary>Linear maps along one spatial axis, given as a matrix known at compile time: uneven averages and interpolation.</summary>
internal static class AxisProducts
{
    /// <summary>result[.., o, ..] = sum over i of weights(o)[i] * x[.., i, ..].</summary>
    public static Node Apply(Node x, int axis, int outputs, Func<int, IEnumerable<(int Input, double Weight)>> weights)
    {
        Graph g = x.Graph;
        int inputs = x.Shape[axis].Value;
        double[] matrix = new double[inputs * outputs];
        for (int o = 0; o < outputs; o++)
        {
            foreach ((int input, double weight) in weights(o))
            {
                matrix[(input * outputs) + o] += weight;
            }
        }

        // The axis goes last, so that the positions, whose number depends on the batch, are the rows of the product.
        int[] toLast = [.. Enumerable.Range(0, x.Shape.Rank).Where(a => a != axis), axis];
        int[] back = [.. Enumerable.Range(0, x.Shape.Rank).Select(a => Array.IndexOf(toLast, a))];
        Node last = g.Transpose(x, toLast);
        Dim rows = new Shape(last.Shape.Take(last.Shape.Rank - 1)).Size;
        Node product = g.MatMul(g.Reshape(last, new Shape(rows, inputs)), g.Constant(new Shape(inputs, outputs), matrix));
        return g.Transpose(g.Reshape(product, last.Shape.With(-1, outputs)), back);
    }
}
