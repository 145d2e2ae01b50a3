namespace DeepDsl.Integration.Tests;

/// <summary>Models of graphs, as a user declares them.</summary>
public sealed class GraphTests
{
    /// <summary>Two groups of eight, in each of which everybody knows everybody, and one edge between them.</summary>
    private static readonly int[] Pairs =
        [.. Enumerable.Range(0, 16).SelectMany(i => Enumerable.Range(i + 1, 7 - (i % 8)).SelectMany(j => new[] { i, j })), 3, 12];

    [Fact]
    public void Two_known_nodes_tell_the_others()
    {
        (int[] edges, float[] x) = (BothWays(Pairs), Features(16));
        int[] known = [.. Enumerable.Range(0, 16).Select(i => i == 0 ? 0 : i == 8 ? 1 : -1)];
        NodeKinds net = new(seed: 1);
        for (int step = 0; step < 200; step++)
        {
            net.TrainStep(edges, x, known, 16, edges.Length / 2);
        }

        float[] scores = net.Predict(edges, x);
        Assert.All(Enumerable.Range(0, 16), i => Assert.Equal(i / 8, scores[2 * i] > scores[(2 * i) + 1] ? 0 : 1));
    }

    [Fact]
    public void What_is_no_edge_changes_nothing_and_other_graphs_are_taken()
    {
        NodeKinds net = new(seed: 1);
        (int[] edges, float[] x) = (BothWays(Pairs), Features(16));
        Assert.Equal(net.Predict(edges, x), net.Predict([.. edges, -1, -1, -1, 3, 5, -1], x));
        Assert.Equal(2 * 3, net.Predict([0, 1], Features(3)).Length);
    }

    [Fact]
    public void A_node_that_is_not_there_is_refused()
    {
        string message = Assert.Throws<ArgumentException>(() => new NodeKinds(seed: 1).Predict([0, 1, 1, 3], Features(3))).Message;
        Assert.Equal("Input 'edges' of NodeKinds takes ints from 0 to 2, or -1 to be ignored, found 3 at position 3 of sample 0.", message);
    }

    [Fact]
    public void Arrays_without_their_sizes_are_refused()
    {
        (int[] edges, int[] known) = ([0, 1, 1, 2], [0, 1, -1]);
        string message = Assert.Throws<ArgumentException>(() => new NodeKinds(seed: 1).TrainStep(edges, Features(3), known)).Message;
        Assert.Equal(
            "Input 'edges' takes a tensor [batch, Edges, 2], found [4]; if it is an array, give the sizes that the call sets, such as "
            + "Edges, behind all arrays.",
            message);
    }

    [Fact]
    public void Rings_are_told_apart_whatever_the_number_of_threads()
    {
        (int[] edges, float[] x, int[] kinds) = Rings(160);
        float[]? weights = null;
        foreach (int threads in new[] { 1, 2 })
        {
            RingKinds net = new(seed: 1, Device.Cpu(threads));
            Dataset data = new([new DataColumn("edges", edges, 24), new DataColumn("x", x, 18)], [new DataColumn("kind", kinds)]);
            net.Fit(data, new FitOptions { Epochs = 20, Seed = 1 });
            float[] scores = net.PredictBatch(edges, x);
            int right = Enumerable.Range(0, kinds.Length).Count(i => (scores[2 * i] > scores[(2 * i) + 1] ? 0 : 1) == kinds[i]);
            Assert.InRange(right, 158, 160);
            float[] found = [.. net.Parameters.SelectMany(p => p.Value.ToArray())];
            weights ??= found;
            Assert.Equal(weights, found);
        }
    }

    private static (int[] Edges, float[] X, int[] Kinds) Rings(int count)
    {
        Random random = new(5);
        List<int> edges = [];
        int[] kinds = new int[count];
        for (int n = 0; n < count; n++)
        {
            // The nodes of a ring of six, or of two of three, in any order.
            int[] nodes = [.. Enumerable.Range(0, 6)];
            random.Shuffle(nodes);
            int length = 6 / (1 + (kinds[n] = n % 2));
            edges.AddRange(BothWays([.. Enumerable.Range(0, 6).SelectMany(i => new[] { nodes[i], nodes[(i / length * length) + ((i + 1) % length)] })]));
        }

        // One of the nodes is marked, so that distances can be told; and noise.
        float[] x = [.. Enumerable.Range(0, count * 18).Select(i => i % 18 == 0 ? 3 : 0.1f * random.NextSingle())];
        return ([.. edges], x, kinds);
    }

    private static int[] BothWays(int[] pairs) => [.. pairs, .. pairs.Chunk(2).SelectMany(p => new[] { p[1], p[0] })];

    private static float[] Features(int nodes)
    {
        Random random = new(3);
        return [.. Enumerable.Range(0, nodes * 5).Select(_ => random.NextSingle())];
    }
}
