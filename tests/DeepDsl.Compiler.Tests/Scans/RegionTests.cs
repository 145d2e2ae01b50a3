using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Tests.Scans;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>What a region is equal by, and what it refuses.</summary>
public sealed class RegionTests
{
    private static readonly Dim T = Dim.Symbol("T");

    [Fact]
    public void Equal_scans_are_one_node()
    {
        Graph g = new();
        foreach (Cell cell in Cell.All)
        {
            Assert.Same(cell.Scan(g, T, isReversed: false).Output, cell.Scan(g, T, isReversed: false).Output);
        }
    }

    [Fact]
    public void Scans_that_differ_are_two()
    {
        Graph g = new();
        Node[] all =
        [
            Scan(g), Scan(g, length: 4), Scan(g, isReversed: true), Scan(g, factor: 3), Scan(g, swap: true), Scan(g, constant: -0.0),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Same(all[0], Scan(g));
    }

    [Fact]
    public void The_order_in_which_a_body_is_made_does_not_matter()
    {
        Graph g = new();
        Assert.Same(Scan(g), Scan(g, tanhFirst: true));
    }

    [Fact]
    public void A_value_that_nobody_reads_is_not_in_the_body()
    {
        Graph g = new();
        Assert.Same(Scan(g), Scan(g, withUnread: true));
    }

    [Fact]
    public void Another_graph_takes_it_with_its_region()
    {
        Graph g = new();
        Node output = Scan(g);
        Graph other = new();
        Dictionary<Node, Node> made = [];
        Rebuild.Run([output], other, made);
        Assert.Same(Scan(other), made[output]);
    }

    [Fact]
    public void It_needs_its_inputs_and_nothing_else()
    {
        Graph g = new();
        Node unread = g.Parameter("unread", new Shape(2));
        Assert.Equal(["input h", "input x"],
            Reachability.From([Scan(g)]).Where(n => n is LeafNode).Select(n => n.Describe()).Order());
        Assert.DoesNotContain(unread, Reachability.From([Scan(g)]));
    }

    [Fact]
    public void What_depends_on_captures_alone_is_computed_before_the_scan()
    {
        Graph g = new();
        ScanBuilder scan = new(g, T);
        Node h = scan.Carried(g.Input("h", new Shape(Dim.N, 2)));
        scan.Next(h, scan.Body.MatMul(h, scan.Capture(g.Parameter("w", new Shape(2, 2))), transposeB: true));
        Node final = Legalize.Run(g, [scan.Build().Finals[0]], Target.Cpu).Single();
        ScanNode legal = Assert.IsType<ScanNode>(final.Inputs[0]);
        Assert.IsType<TransposeNode>(legal.Inputs[1]);
        Assert.DoesNotContain(legal.Region.Nodes, n => n is TransposeNode);
    }

    [Fact]
    public void What_comes_from_outside_is_captured()
    {
        ScanBuilder scan = Start(new Graph(), out Node carried, out _);
        scan.Next(carried, carried * scan.Body.Parameter("w", new Shape(2)));
        Assert.Equal("parameter w lies inside a region: it comes from outside, so capture or slice it.", Message(() => scan.Build()));
    }

    [Fact]
    public void A_captured_constant_is_part_of_the_body()
    {
        Graph g = new();
        ScanBuilder scan = Start(g, out Node carried, out _);
        scan.Next(carried, carried * scan.Capture(g.Constant(3)));
        ScanNode node = (ScanNode)scan.Build().Finals[0].Inputs[0];
        Assert.Equal("map 3 * x0", node.Region.Next[0].Describe());
        Assert.Equal(2, node.Inputs.Count);
    }

    [Fact]
    public void Nodes_outside_and_inside_do_not_mix()
    {
        Graph g = new();
        Start(g, out Node carried, out Node sequence);
        Assert.EndsWith("reads %1 input x() : [T, 2] of another graph.",
            Message(() => carried.Graph.Map((a, b) => a + b, carried, sequence)));
    }

    [Fact]
    public void What_is_carried_keeps_its_type()
    {
        ScanBuilder scan = Start(new Graph(), out Node carried, out _);
        scan.Next(carried, scan.Body.Sum(carried, 0));
        Assert.Equal("Carried value 0 is [2], in the next iteration [1].", Message(() => scan.Build()));
    }

    [Fact]
    public void What_is_carried_has_a_next()
    {
        ScanBuilder scan = Start(new Graph(), out _, out _);
        Assert.Equal("Nothing says what carried value 0 is in the next iteration.", Message(() => scan.Build()));
    }

    [Fact]
    public void A_sequence_has_an_element_for_each_iteration()
    {
        Graph g = new();
        ScanBuilder scan = new(g, 3);
        Node slice = scan.Slice(g.Input("x", new Shape(T, 2)));
        Assert.Equal("A scan of 3 iterations takes [3, 2], not [T, 2].", Message(() => scan.Build(slice)));
    }

    [Fact]
    public void Features_of_captures_and_results_are_walked_together()
    {
        Graph g = new();
        Node output = Cell.All[0].Scan(g, T, isReversed: false).Output;
        (NodeAxis, NodeAxis)[] pairs = [.. g.Nodes.SelectMany(n => n.JoinedAxes)];
        HashSet<NodeAxis> together = [new(output, 1)];
        int before;
        do
        {
            before = together.Count;
            foreach ((NodeAxis a, NodeAxis b) in pairs.Where(p => together.Contains(p.Item1) || together.Contains(p.Item2)))
            {
                together.UnionWith([a, b]);
            }
        }
        while (together.Count > before);

        Assert.Superset(new HashSet<NodeAxis>
        {
            new(g.Parameter("W", new Shape(3, 2)), 1), new(g.Parameter("U", new Shape(2, 2)), 1), new(g.Parameter("U", new Shape(2, 2)), 2),
        }, together);
        Assert.DoesNotContain(new NodeAxis(g.Parameter("W", new Shape(3, 2)), 2), together);
    }

    private static string Message(Func<object> build) => Assert.Throws<InvalidOperationException>(build).Message;

    private static ScanBuilder Start(Graph g, out Node carried, out Node sequence)
    {
        ScanBuilder scan = new(g, T);
        carried = scan.Carried(g.Input("h", new Shape(2)));
        sequence = g.Input("x", new Shape(T, 2));
        scan.Slice(sequence);
        return scan;
    }

    /// <summary>h' = factor * (exp(h) - the first of tanh(x), padded), over the sequence [T, 2].</summary>
    private static Node Scan(
        Graph g, Dim? length = null, bool isReversed = false, double factor = 2, double constant = 0, bool swap = false,
        bool tanhFirst = false, bool withUnread = false)
    {
        Dim steps = length ?? T;
        ScanBuilder scan = new(g, steps, isReversed);
        Node h = scan.Carried(g.Input("h", new Shape(2)));
        Node x = scan.Slice(g.Input("x", new Shape(steps, 2)));
        if (tanhFirst)
        {
            _ = scan.Body.Tanh(x);
        }

        Node exp = scan.Body.Exp(h);
        Node tanh = scan.Body.Pad(scan.Body.Slice(scan.Body.Tanh(x), 0, 0, 1), 0, 0, 1, constant);
        Node next = (swap ? tanh - exp : exp - tanh) * scan.Capture(g.Constant(new Shape(2), [factor, factor]));
        if (withUnread)
        {
            _ = scan.Body.Sqrt(next);
        }

        scan.Next(h, next);
        return scan.Build(next).Outputs[0];
    }
}
