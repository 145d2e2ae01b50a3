using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// The Fourier transform of real numbers along the middle of x [rows, count, channels]: real and imaginary parts of the frequencies up to
/// half of count, [rows, frequencies, 2, channels]. Backward, the sums over frequencies that this has over numbers. Each is the gradient of
/// the other.
/// </summary>
public sealed class FourierNode(Graph graph, Node x, FourierForm form) : Node(graph, TensorType.Floats(Infer(x.Shape, form)), x)
{
    public FourierForm Form { get; } = form;

    public override string Primitive => "fourier";

    public override object Attributes => Form;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes =>
        [(new(this, Shape.Rank), new(Inputs[0], Inputs[0].Shape.Rank)), (new(this, 1), new(Inputs[0], 1))];

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [Graph.Fourier(dy, Form with { IsBackward = !Form.IsBackward })];

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Fourier(inputs[0], Form);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        (Tensor x, Tensor y) = (inputs[0], new Tensor(run.Sizes(Shape)));
        (int count, int frequencies) = (Form.Count, Form.Frequencies);
        int rows = x.Shape[0];
        int channels = x.Shape[x.Shape.Length - 1];
        double[] cosines = [.. Enumerable.Range(0, count).Select(i => Cosine(4 * i, count))];
        double[] sines = [.. Enumerable.Range(0, count).Select(i => Cosine((4 * i) + (3 * count), count))];
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < frequencies; k++)
            {
                double weight = Form.Weight(k);
                for (int n = 0; n < count; n++)
                {
                    int turn = (int)((long)n * k % count);
                    (double cosine, double sine) = (weight * cosines[turn], weight * sines[turn]);
                    int number = ((row * count) + n) * channels;
                    int frequency = ((row * frequencies) + k) * 2 * channels;
                    for (int c = 0; c < channels; c++)
                    {
                        if (Form.IsBackward)
                        {
                            y.Values[number + c] += (x.Values[frequency + c] * cosine) - (x.Values[frequency + channels + c] * sine);
                        }
                        else
                        {
                            y.Values[frequency + c] += x.Values[number + c] * cosine;
                            y.Values[frequency + channels + c] -= x.Values[number + c] * sine;
                        }
                    }
                }
            }
        }

        return y;
    }

    /// <summary>Of so many parts of a quarter turn, exact at whole quarters.</summary>
    private static double Cosine(int parts, int ofQuarter) => parts % ofQuarter > 0
        ? Math.Cos(Math.PI / 2 * parts / ofQuarter)
        : (parts / ofQuarter % 4) switch { 0 => 1, 2 => -1, _ => 0 };

    private static Shape Infer(Shape x, FourierForm form)
    {
        bool fits = form.IsBackward ? x.Rank == 4 && x[1] == form.Frequencies && x[2] == 2 : x.Rank == 3 && x[1] == form.Count;
        return !fits ? throw new InvalidOperationException($"A Fourier transform {form} does not fit {x}.")
            : form.IsBackward ? new Shape(x[0], form.Count, x[3]) : new Shape(x[0], form.Frequencies, 2, x[2]);
    }
}
