using System.Numerics.Tensors;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using Tensor = DeepDsl.Compiler.Ir.Interpretation.Tensor;

namespace DeepDsl.Report;

/// <summary>
/// Runs a graph on one sample by the definition of each primitive, as the compiler's interpreter does, which favours being right over being
/// quick; but for convolutions of images, which take nearly all of the time, by rows of channels.
/// </summary>
/// <param name="leaf">Values of inputs and parameters.</param>
internal sealed class GraphRun(Func<Node, Tensor> leaf)
{
    private readonly Interpreter _definitions = new(batch: 1, leaf);
    private readonly Dictionary<Node, IReadOnlyList<Tensor>> _values = [];

    public Tensor Evaluate(Node node)
    {
        HashSet<Node> needed = Reachability.From([node]);
        foreach (Node next in node.Graph.Nodes.Where(n => n.Id <= node.Id && needed.Contains(n) && !_values.ContainsKey(n)))
        {
            Tensor[] inputs = [.. next.Inputs.SelectMany(i => _values[i])];
            _values[next] = next switch
            {
                TupleNode tuple => tuple.InterpretAll(_definitions, inputs),
                ConvNode { Geometry.Rank: 2 } conv => [Convolve(conv.Geometry, inputs[0], inputs[1], _definitions.Sizes(conv.Shape))],
                ConvInputGradientNode { Geometry.Rank: 2 } gradient =>
                    [GradientByInput(gradient.Geometry, inputs[0], inputs[1], _definitions.Sizes(gradient.Shape))],
                _ => [next.Interpret(_definitions, inputs)],
            };
        }
        return _values[node].Single();
    }

    private static Tensor Convolve(ConvGeometry geometry, Tensor x, Tensor w, int[] shape)
    {
        Tensor y = new(shape);
        foreach ((int fromX, int fromY, int tap) in Meetings(geometry, x.Shape, y.Shape))
        {
            foreach ((int channel, int at, int outputs, Range row) in Rows(geometry, w, tap))
            {
                Span<double> target = y.Values.AsSpan(fromY + at, outputs);
                TensorPrimitives.MultiplyAdd(w.Values.AsSpan(row), x.Values[fromX + channel], target, target);
            }
        }
        return y;
    }

    private static Tensor GradientByInput(ConvGeometry geometry, Tensor dy, Tensor w, int[] shape)
    {
        Tensor dx = new(shape);
        foreach ((int fromX, int fromY, int tap) in Meetings(geometry, dx.Shape, dy.Shape))
        {
            foreach ((int channel, int at, int outputs, Range row) in Rows(geometry, w, tap))
            {
                dx.Values[fromX + channel] += TensorPrimitives.Dot<double>(w.Values.AsSpan(row), dy.Values.AsSpan(fromY + at, outputs));
            }
        }
        return dx;
    }

    /// <summary>Where a place of the output reads a place of the input, and by which tap: the first channel of both.</summary>
    private static IEnumerable<(int FromX, int FromY, int Tap)> Meetings(ConvGeometry geometry, int[] x, int[] y)
    {
        (WindowAxis down, WindowAxis along) = (geometry.Axes[0], geometry.Axes[1]);
        for (int place = 0; place < y[1] * y[2]; place++)
        {
            for (int tap = 0; tap < geometry.Taps; tap++)
            {
                int row = (place / y[2] * down.Stride) + (tap / along.Kernel * down.Dilation) - down.Before;
                int column = (place % y[2] * along.Stride) + (tap % along.Kernel * along.Dilation) - along.Before;
                if (row >= 0 && row < x[1] && column >= 0 && column < x[2])
                {
                    yield return (((row * x[2]) + column) * x[3], place * y[3], tap);
                }
            }
        }
    }

    /// <summary>For each input channel of a tap the weights of the output channels that read it, which those of its group are.</summary>
    private static IEnumerable<(int Channel, int At, int Outputs, Range Row)> Rows(ConvGeometry geometry, Tensor w, int tap)
    {
        (int inputs, int all) = (w.Shape[2], w.Shape[3]);
        int outputs = all / geometry.Groups;
        for (int channel = 0; channel < inputs * geometry.Groups; channel++)
        {
            int at = channel / inputs * outputs;
            int start = (((tap * inputs) + (channel % inputs)) * all) + at;
            yield return (channel, at, outputs, start..(start + outputs));
        }
    }
}
