using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Tests.Gradients;

namespace DeepDsl.Compiler.Tests.Scans;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Recurrent cells as a region: against the same unrolled by hand, and against central differences.</summary>
public sealed class ScanTests
{
    private static readonly Dim T = Dim.Symbol("T");

    public enum Read { Outputs, FirstFinal, OutputsAndFinals }

    public static TheoryData<string, int, bool, Read> Cases()
    {
        TheoryData<string, int, bool, Read> cases = [];
        foreach (Cell cell in Cell.All)
        {
            foreach (Read read in Enum.GetValues<Read>())
            {
                cases.Add(cell.Name, 1, false, read);
                cases.Add(cell.Name, 5, false, read);
                cases.Add(cell.Name, 4, true, read);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_those_of_the_unrolled_cell(string name, int length, bool isReversed, Read read)
    {
        Cell cell = Cell.All.Single(c => c.Name == name);
        Dictionary<string, double[]> unrolled = Evaluate(new Graph(), g => Pick(cell.Unroll(g, length, isReversed), read), length);
        foreach (Dim dim in new[] { T, length })
        {
            Dictionary<string, double[]> scanned = Evaluate(new Graph(), g => Pick(cell.Scan(g, dim, isReversed), read), length);
            Assert.Equal(unrolled.Keys.Order(), scanned.Keys.Order());
            foreach (string value in unrolled.Keys)
            {
                double error = unrolled[value].Zip(scanned[value]).Max(p => Math.Abs(p.First - p.Second) / Math.Max(1, Math.Abs(p.First)));
                Assert.True(error <= 1e-12, $"{value} is wrong by {error:e1} over {dim} steps.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_equals_central_differences(string name, int length, bool isReversed, Read read)
    {
        Cell cell = Cell.All.Single(c => c.Name == name);
        Graph g = new();
        Node output = Pick(cell.Scan(g, T, isReversed), read);
        GradientCheck.Run(output, Floats(g), Values(length));
    }

    /// <summary>The gradient of a scan is a scan, which has a gradient too.</summary>
    [Theory]
    [InlineData("Elman")]
    [InlineData("LSTM")]
    public void Second_derivative_equals_central_differences(string name)
    {
        Cell cell = Cell.All.Single(c => c.Name == name);
        Graph g = new();
        Node output = Pick(cell.Scan(g, T, isReversed: false), Read.OutputsAndFinals);
        Node[] by = Floats(g);
        Node?[] gradients = Differentiate.Run(g, new Dictionary<Node, Node> { [output] = g.Broadcast(g.Constant(1), output.Shape) }, by);
        Node weight = by.Single(n => n is ParameterNode { Name: "U" });
        GradientCheck.Run(gradients[Array.IndexOf(by, weight)]!, by, Values(3));
    }

    /// <summary>Rows of columns: h[r, c] = tanh(x[r, c] + h[r, c - 1] U + h[r - 1, last] V), a scan in the body of a scan.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(2, 5)]
    public void Nested_scans_have_gradients(int rows, int columns)
    {
        Graph g = new();
        Dim r = Dim.Symbol("R");
        Node x = g.Input("x", new Shape(r, T, Dim.N, 2));
        ScanBuilder outer = new(g, r);
        Node above = outer.Carried(g.Input("h", new Shape(Dim.N, 2)));
        Node row = outer.Slice(x);
        Node u = outer.Capture(g.Parameter("U", new Shape(2, 2)));
        Node v = outer.Capture(g.Parameter("V", new Shape(2, 2)));

        ScanBuilder inner = new(outer.Body, T);
        Node left = inner.Carried(outer.Body.Tanh(above));
        Node sum = inner.Slice(row) + inner.Body.MatMul(left, inner.Capture(u)) + inner.Capture(outer.Body.MatMul(above, v));
        Node next = inner.Body.Tanh(sum);
        inner.Next(left, next);
        (IReadOnlyList<Node> finals, IReadOnlyList<Node> outputs) = inner.Build(next);

        outer.Next(above, finals[0]);
        (IReadOnlyList<Node> last, IReadOnlyList<Node> all) = outer.Build(outputs[0]);
        Assert.Equal("[R, T, N, 2]", all[0].Shape.ToString());
        LeafValues values = new(name => name switch { "N" => 2, "R" => rows, _ => columns }, seed: 6);
        GradientCheck.Run(all[0] * last[0], Floats(g), values);
    }

    [Fact]
    public void No_iteration_leaves_what_is_carried_as_it_was()
    {
        Graph g = new();
        (IReadOnlyList<Node> finals, Node output) = Cell.All[0].Scan(g, T, isReversed: false);
        Interpreter run = Values(0).NewInterpreter();
        Assert.Equal(run.Evaluate(Cell.All[0].Initial(g)[0]).Values, run.Evaluate(finals[0]).Values);
        Assert.Equal([0, 2, 2], run.Evaluate(output).Shape);
    }

    [Fact]
    public void The_gradient_computes_nothing_of_the_forward_again()
    {
        Graph g = new();
        Node output = Pick(Cell.All.Single(c => c.Name == "LSTM").Scan(g, T, isReversed: false), Read.OutputsAndFinals);
        Differentiate.Run(g, new Dictionary<Node, Node> { [output] = g.Input("dy", output.Shape) }, Floats(g));
        ScanNode[] scans = [.. g.Nodes.OfType<ScanNode>()];
        Assert.Equal([false, true], scans.Select(s => s.IsReversed));
        string[] maps = [.. scans.Select(s => string.Join("; ", s.Region.Nodes.OfType<MapNode>().Select(m => m.Body)))];
        Assert.Contains("sigmoid(", maps[0]);
        Assert.Contains("tanh(", maps[0]);
        Assert.DoesNotContain("sigmoid(", maps[1]);
        Assert.DoesNotContain("tanh(", maps[1]);
    }

    [Fact]
    public void Without_wanted_gradients_nothing_is_carried_for_them()
    {
        Graph g = new();
        Node output = Cell.All.Single(c => c.Name == "LSTM").Scan(g, T, isReversed: false).Output;
        Node x = Cell.All[0].Sequences(g, T)[0];
        Node?[] gradients = Differentiate.Run(g, new Dictionary<Node, Node> { [output] = g.Input("dy", output.Shape) }, [x]);
        Assert.Equal(x.Type, gradients[0]!.Type);
        Assert.Equal(2, g.Nodes.OfType<ScanNode>().Last().Region.CarriedCount); // h and c, and no sums over captures
    }

    [Fact]
    public void Gradients_of_weights_are_products_behind_the_scan()
    {
        Graph g = new();
        Node output = Cell.All.Single(c => c.Name == "LSTM").Scan(g, T, isReversed: false).Output;
        Node[] weights = [.. g.Nodes.OfType<ParameterNode>()];
        Node?[] gradients = Differentiate.Run(g, new Dictionary<Node, Node> { [output] = g.Input("dy", output.Shape) }, weights);
        Assert.Equal(2, g.Nodes.OfType<ScanNode>().Last().Region.CarriedCount); // h and c, and no sums over captures
        Assert.Equal(2, gradients.Count(d => d is MatMulNode { TransposeA: true }));
    }

    private static Node Pick((IReadOnlyList<Node> Finals, Node Output) cell, Read read) => read switch
    {
        Read.Outputs => cell.Output,
        Read.FirstFinal => cell.Finals[0],
        _ => cell.Finals.Aggregate(cell.Output, (sum, final) => sum * final),
    };

    private static Node[] Floats(Graph g) => [.. g.Nodes.Where(n => n is ParameterNode or InputNode { Element: ElementType.Float32 })];

    private static LeafValues Values(int length) => new(name => name == "N" ? 2 : length, seed: 6);

    /// <summary>The output, and the gradient of its weighted sum by each leaf. Leaves of one name have the same numbers.</summary>
    private static Dictionary<string, double[]> Evaluate(Graph g, Func<Graph, Node> build, int length)
    {
        Node output = build(g);
        Node[] by = Floats(g);
        Node?[] gradients = Differentiate.Run(g, new Dictionary<Node, Node> { [output] = g.Input("dy", output.Shape) }, by);
        Interpreter run = new(name => name == "N" ? 2 : length, leaf => Numbers(leaf, length));
        Dictionary<string, double[]> values = new() { ["output"] = run.Evaluate(output).Values };
        for (int i = 0; i < by.Length; i++)
        {
            if (gradients[i] is { } gradient)
            {
                values.Add($"gradient by {by[i].Describe()}", run.Evaluate(gradient).Values);
            }
        }

        return values;
    }

    private static Tensor Numbers(Node leaf, int length)
    {
        Random random = new(leaf.Describe().Sum(c => c));
        Tensor tensor = new([.. leaf.Shape.Select(d => (int)d.Evaluate(name => name == "N" ? 2 : length))]);
        for (int i = 0; i < tensor.Values.Length; i++)
        {
            tensor.Values[i] = leaf.Element == ElementType.Int32 ? random.Next(3) : (2 * random.NextDouble()) - 1;
        }

        return tensor;
    }
}
