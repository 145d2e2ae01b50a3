namespace DeepDsl.Report.Tests;

/// <summary>Places of a graph's nodes.</summary>
public sealed class LayoutTests
{
    private static readonly LayoutSizes s_sizes = new(100, 40, 20);

    [Fact]
    public void A_chain_is_a_straight_line()
    {
        LayeredLayout layout = new(4, [(0, 1), (1, 2), (2, 3)], s_sizes);
        Assert.Equal([(50, 0), (50, 60), (50, 120), (50, 180)], Enumerable.Range(0, 4).Select(layout.Place));
        Assert.Equal((100, 220), (layout.Width, layout.Height));
    }

    [Fact]
    public void A_skip_passes_beside_what_it_skips()
    {
        LayeredLayout layout = new(4, [(0, 1), (1, 2), (2, 3), (0, 3)], s_sizes);
        var route = layout.Route(3);
        Assert.Equal(6, route.Count);
        foreach (int node in (int[])[1, 2])
        {
            Assert.True(Math.Abs(route[1].X - layout.Place(node).X) > s_sizes.Width / 2, $"{route[1].X} beside {layout.Place(node).X}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_node_lies_over_another_and_wires_lead_down(int seed)
    {
        Random random = new(seed);
        const int Nodes = 40;
        IEnumerable<(int, int)> WiresTo(int to) => Enumerable.Range(0, 1 + random.Next(3)).Select(_ => (random.Next(to), to));
        (int, int)[] wires = [.. Enumerable.Range(1, Nodes - 1).SelectMany(WiresTo)];
        LayeredLayout layout = new(Nodes, wires, s_sizes);
        for (int a = 0; a < Nodes; a++)
        {
            (double x, double y) = layout.Place(a);
            Assert.InRange(x, s_sizes.Width / 2, layout.Width - (s_sizes.Width / 2) + 1e-9);
            Assert.DoesNotContain(Enumerable.Range(a + 1, Nodes - a - 1), b =>
                layout.Place(b).Y == y && Math.Abs(layout.Place(b).X - x) < s_sizes.Width + s_sizes.Gap - 1e-6);
        }
        for (int wire = 0; wire < layout.Wires.Count; wire++)
        {
            double[] heights = [.. layout.Route(wire).Select(p => p.Y)];
            Assert.Equal(heights.Order(), heights);
            Assert.Equal(layout.Place(layout.Wires[wire].To), layout.Route(wire)[^1]);
        }
    }
}
