using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests.Gpu;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Loops over time as the GPU emitter writes them, beyond what recurrent layers make of scans.</summary>
public sealed class GpuScanTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    private static readonly Shape State = new(Dim.N, 3);

    private static readonly GraphCase[] All =
    [
        new("Swap", g => Run(g, 5, isReversed: false, (_, state) => [state[1], state[0] + state[1]])) { Batch = 2, Roundings = 8 },
        new("SwapBack", g => Run(g, 4, isReversed: true, (x, state) => [state[1] + x, state[0]])) { Batch = 2, Roundings = 8 },
        new("Gates", g => Run(g, 3, isReversed: true, Gates)) { Batch = 3, Roundings = 60 },
        new("Tokens", Tokens) { Batch = 2, IntLimit = 4, Roundings = 12 },
        new("Total", Total) { Batch = 3, Roundings = 40 },
        new("Nested", Nested) { Batch = 2, Roundings = 60 },
    ];

    private static readonly Lazy<CompiledGraphs> Graphs = new(() => new CompiledGraphs("GpuScans", All));

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.Card, All.Single(c => c.Name == name));

    [Fact]
    public void A_loop_is_a_loop()
    {
        Assert.Contains("for (int step = 2; step >= 0; step--)", Graphs.Value.Text, StringComparison.Ordinal);
        Assert.Contains("for (int step2 = 0; step2 < 2; step2++)", Graphs.Value.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_of_a_step_are_one_launch_that_reads_and_writes_gates_where_they_lie()
    {
        MapLaunch map = Assert.Single(Graphs.Value.Launches(All.Single(c => c.Name == "Gates")).OfType<MapLaunch>(), l => l.HasParts);
        Assert.Equal(2, map.Operands.Count(o => o.Part is not null));
        Assert.Equal(2, map.Results.Count(r => r.Part is not null));
    }

    /// <summary>Two carried values over a sequence; the sum of what they are at the end, and of the first at each step.</summary>
    private static Node Run(Graph g, int length, bool isReversed, Func<Node, Node[], Node[]> step)
    {
        ScanBuilder scan = new(g, length, isReversed);
        Node[] state = [scan.Carried(g.Input("a", State)), scan.Carried(g.Input("b", State))];
        Node[] next = step(scan.Slice(g.Input("x", new Shape(length, Dim.N, 3))), state);
        scan.Next(state[0], next[0]);
        scan.Next(state[1], next[1]);
        (IReadOnlyList<Node> finals, IReadOnlyList<Node> outputs) = scan.Build(next[0], state[1]);
        return outputs[0] + outputs[1] + (finals[0] * finals[1]);
    }

    /// <summary>Slices of a product, and what is put together of them for another.</summary>
    private static Node[] Gates(Node x, Node[] state)
    {
        Graph g = x.Graph;
        Node gates = g.MatMul(state[0], g.Concat(1, state[1], x), transposeA: true);
        Node mixed = g.MatMul(state[0], gates);
        Node both = g.Concat(1, g.Tanh(g.Slice(mixed, 1, 0, 3)), g.Sigmoid(g.Slice(mixed, 1, 3, 3)));
        return [g.MatMul(both, g.Transpose(gates, 1, 0)), state[1] * 0.5];
    }

    private static Node Tokens(Graph g)
    {
        ScanBuilder scan = new(g, 3);
        Node h = scan.Carried(g.Input("h", State));
        Node token = scan.Slice(g.Input("tokens", new Shape(3, Dim.N), Compiler.Ir.ElementType.Int32));
        Node next = h + scan.Body.Gather(scan.Capture(g.Input("table", new Shape(4, 3))), token);
        scan.Next(h, next);
        return scan.Build(next).Outputs[0];
    }

    /// <summary>What is carried has no samples: a sum over all that came.</summary>
    private static Node Total(Graph g)
    {
        ScanBuilder scan = new(g, 4);
        Node sum = scan.Carried(g.Broadcast(g.Constant(0), new Shape(1, 3)));
        scan.Next(sum, sum + scan.Body.Sum(scan.Slice(g.Input("x", new Shape(4, Dim.N, 3))), 0));
        return scan.Build().Finals[0];
    }

    private static Node Nested(Graph g)
    {
        ScanBuilder outer = new(g, 3);
        Node above = outer.Carried(g.Input("h", State));
        ScanBuilder inner = new(outer.Body, 2);
        Node left = inner.Carried(above);
        Node next = inner.Body.Tanh(left + inner.Slice(outer.Slice(g.Input("x", new Shape(3, 2, Dim.N, 3)))));
        inner.Next(left, next);
        (IReadOnlyList<Node> finals, IReadOnlyList<Node> outputs) = inner.Build(next);
        outer.Next(above, finals[0]);
        return outer.Build(outputs[0]).Outputs[0];
    }
}
