using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Tests.Scans;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>
/// A recurrent cell: one step, from what comes in and what is carried to what is carried next. A scan runs it, and so does the same network
/// unrolled by hand.
/// </summary>
/// <param name="Name">As it is known in the literature.</param>
/// <param name="Inputs">What comes in at a step.</param>
/// <param name="States">Shapes of the carried values, of which the first is also the output.</param>
/// <param name="Parameters">The weights.</param>
/// <param name="Step">The next carried values, of inputs, carried values and weights.</param>
internal sealed record Cell(
    string Name, TensorType[] Inputs, Shape[] States, Dictionary<string, Shape> Parameters,
    Func<Node[], Node[], Func<string, Node>, Node[]> Step)
{
    private static readonly Shape Features = new(Dim.N, 3);
    private static readonly Shape Units = new(Dim.N, 2);

    public static IReadOnlyList<Cell> All { get; } = [Elman(), Lstm(), Tokens()];

    /// <summary>h' = tanh(x W + h U + b).</summary>
    private static Cell Elman() => new(
        "Elman", [TensorType.Floats(Features)], [Units], new() { ["W"] = new(3, 2), ["U"] = new(2, 2), ["b"] = new(2) },
        (x, state, weight) =>
        {
            Graph g = x[0].Graph;
            return [g.Tanh(g.MatMul(x[0], weight("W")) + g.MatMul(state[0], weight("U")) + weight("b"))];
        });

    /// <summary>Gates i, f, g, o side by side: c' = f c + i g, h' = o tanh(c').</summary>
    private static Cell Lstm() => new(
        "LSTM", [TensorType.Floats(Features)], [Units, Units], new() { ["W"] = new(3, 8), ["U"] = new(2, 8), ["b"] = new(8) },
        (x, state, weight) =>
        {
            Graph g = x[0].Graph;
            Node gates = g.MatMul(x[0], weight("W")) + g.MatMul(state[0], weight("U")) + weight("b");
            Node Gate(int i) => g.Slice(gates, 1, i * 2, 2);
            Node c = (g.Sigmoid(Gate(1)) * state[1]) + (g.Sigmoid(Gate(0)) * g.Tanh(Gate(2)));
            return [g.Sigmoid(Gate(3)) * g.Tanh(c), c];
        });

    /// <summary>h' = tanh(E[token] + h U), of which a mask lets a share through; a second state counts what came through.</summary>
    private static Cell Tokens() => new(
        "masked tokens", [new(ElementType.Int32, new(Dim.N)), TensorType.Floats(new(Dim.N, 1))], [Units, new(Dim.N, 1)],
        new() { ["E"] = new(3, 2), ["U"] = new(2, 2) },
        (x, state, weight) =>
        {
            Graph g = x[0].Graph;
            Node next = g.Tanh(g.Gather(weight("E"), x[0]) + g.MatMul(state[0], weight("U")));
            return [state[0] + (x[1] * (next - state[0])), state[1] + x[1]];
        });

    public IReadOnlyList<Node> Sequences(Graph g, Dim length) =>
        [.. Inputs.Select((type, i) => g.Input($"x{i}", new Shape(new[] { length }.Concat(type.Shape)), type.Element))];

    public IReadOnlyList<Node> Initial(Graph g) => [.. States.Select((shape, i) => g.Input($"state{i}", shape))];

    /// <summary>The carried values after the last step, and the first of them at each.</summary>
    public (IReadOnlyList<Node> Finals, Node Output) Scan(Graph g, Dim length, bool isReversed)
    {
        ScanBuilder scan = new(g, length, isReversed);
        Node[] carried = [.. Initial(g).Select(scan.Carried)];
        Node[] x = [.. Sequences(g, length).Select(scan.Slice)];
        Node[] next = Step(x, carried, name => scan.Capture(g.Parameter(name, Parameters[name])));
        foreach ((Node state, Node value) in carried.Zip(next))
        {
            scan.Next(state, value);
        }

        (IReadOnlyList<Node> finals, IReadOnlyList<Node> outputs) = scan.Build(next[0]);
        return (finals, outputs[0]);
    }

    /// <summary>The same, step by step.</summary>
    public (IReadOnlyList<Node> Finals, Node Output) Unroll(Graph g, int length, bool isReversed)
    {
        Node[] state = [.. Initial(g)];
        Node[] outputs = new Node[length];
        for (int i = 0; i < length; i++)
        {
            int at = isReversed ? length - 1 - i : i;
            Node[] x = [.. Sequences(g, length).Select(s => g.Reshape(g.Slice(s, 0, at, 1), new Shape(s.Shape.Skip(1))))];
            state = Step(x, state, name => g.Parameter(name, Parameters[name]));
            outputs[at] = g.Reshape(state[0], new Shape(new Dim[] { 1 }.Concat(state[0].Shape)));
        }

        return (state, g.Concat(0, outputs));
    }
}
