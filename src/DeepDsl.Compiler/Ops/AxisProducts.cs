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
        double[] matrix = new double[outputs * inputs];
        for (int o = 0; o < outputs; o++)
        {
            foreach ((int input, double weight) in weights(o))
            {
                matrix[(o * inputs) + input] += weight;
            }
        }

        int[] toFront = [axis, .. Enumerable.Range(0, x.Shape.Rank).Where(a => a != axis)];
        int[] back = [.. Enumerable.Range(0, x.Shape.Rank).Select(a => Array.IndexOf(toFront, a))];
        Node front = g.Transpose(x, toFront);
        Dim rest = front.Shape.WithoutBatch().Size;
        Node product = g.MatMul(g.Constant(new Shape(outputs, inputs), matrix), g.Reshape(front, new Shape(inputs, rest)));
        return g.Transpose(g.Reshape(product, front.Shape.With(0, outputs)), back);
    }
}
