namespace DeepDsl.Integration.Tests;

/// <summary>Models of sparse rows and of edges with features, as a user declares them.</summary>
public sealed class SparseTests
{
    private const int Nodes = 48;
    private const int Words = 40;

    [Fact]
    public void Lists_train_as_what_they_list_whatever_the_number_of_threads()
    {
        Random random = new(3);
        float[] written = [.. Enumerable.Range(0, Nodes * Words).Select(i => i % Words % 8 == i / Words % 8 ? random.NextSingle() : 0)];
        SparseLists lists = SparseLists.Of(written, Words, entries: 6);
        int[] edges = [.. Enumerable.Range(0, 200).Select(_ => random.Next(Nodes))];
        int[] kinds = [.. Enumerable.Range(0, Nodes).Select(i => i % 2)];
        WrittenKinds dense = new(seed: 1);
        ListedKinds sparse = new(seed: 1, Device.Cpu(1));
        ListedKinds threads = new(seed: 1, Device.Cpu(2));
        for (int step = 0; step < 20; step++)
        {
            float expected = dense.TrainStep(edges, written, kinds, nodes: Nodes, edges: edges.Length / 2);
            float found = sparse.TrainStep(edges, lists.Values, lists.Columns, kinds, nodes: Nodes, edges: edges.Length / 2);
            Assert.Equal(expected, found, 1e-4 * expected);
            Assert.Equal(found, threads.TrainStep(edges, lists.Values, lists.Columns, kinds, nodes: Nodes, edges: edges.Length / 2));
        }

        Assert.Equal(sparse.Predict(edges, lists.Values, lists.Columns), threads.Predict(edges, lists.Values, lists.Columns));
        Assert.All(dense.Predict(edges, written).Zip(sparse.Predict(edges, lists.Values, lists.Columns)), p => Assert.Equal(p.First, p.Second, 1e-3));
    }

    [Fact]
    public void Another_graph_is_ordered_anew()
    {
        Random random = new(5);
        float[] x = [.. Enumerable.Range(0, 16 * 5).Select(_ => random.NextSingle())];
        int[][] graphs = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 40).Select(_ => random.Next(16)).ToArray())];
        NodeKinds net = new(seed: 1);
        foreach (int graph in new[] { 0, 0, 1, 0, 2, 1 })
        {
            Assert.Equal(new NodeKinds(seed: 1).Predict(graphs[graph], x), net.Predict(graphs[graph], x));
        }
    }

    [Fact]
    public void Words_are_learned_though_some_are_dropped()
    {
        Random random = new(7);
        int[] words = new int[400 * 8];
        int[] kinds = new int[400];
        for (int text = 0; text < kinds.Length; text++)
        {
            kinds[text] = text % 2;
            for (int i = 0; i < 8; i++)
            {
                words[(text * 8) + i] = i >= 3 + (text % 6) ? -1 : (2 * random.Next(25)) + (random.Next(5) == 0 ? 1 - kinds[text] : kinds[text]);
            }
        }

        BagOfWords net = new(seed: 1);
        net.Fit(new Dataset([new DataColumn("input", words, 8)], [new DataColumn("kind", kinds)]), new FitOptions { Epochs = 20, Seed = 1 });
        float[] scores = net.PredictBatch(words);
        int right = Enumerable.Range(0, kinds.Length).Count(i => (scores[2 * i] > scores[(2 * i) + 1] ? 0 : 1) == kinds[i]);
        Assert.True(right > 0.9 * kinds.Length, $"{right} of {kinds.Length} are right.");
    }

    [Fact]
    public void A_column_that_is_not_there_is_refused()
    {
        int[] words = [.. Enumerable.Range(48, 8)];
        string message = Assert.Throws<ArgumentException>(() => new BagOfWords(seed: 1).Predict(words)).Message;
        Assert.Contains("takes ints from 0 to 49, or -1 to be ignored, found 50 at position 2 of sample 0.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_of_edges_tell_what_those_of_nodes_do_not()
    {
        Random random = new(9);
        const int Count = 160;
        List<int> edges = [];
        List<float> bonds = [];
        int[] kinds = [.. Enumerable.Range(0, Count).Select(i => i % 2)];
        foreach (int kind in kinds)
        {
            int odd = random.Next(4);
            for (int i = 0; i < 4; i++)
            {
                edges.AddRange([i, (i + 1) % 4, (i + 1) % 4, i]);
                float[] bond = i == odd && kind == 1 ? [0, 1] : [1, 0];
                bonds.AddRange([.. bond, .. bond]);
            }
        }

        float[] atoms = [.. Enumerable.Repeat(1f, Count * 12)];
        BondKinds net = new(seed: 1);
        Dataset data = new(
            [new DataColumn("edges", edges.ToArray(), 16), new DataColumn("bonds", bonds.ToArray(), 16), new DataColumn("atoms", atoms, 12)],
            [new DataColumn("kind", kinds)]);
        net.Fit(data, new FitOptions { Epochs = 30, Seed = 1 });
        float[] scores = net.PredictBatch(edges.ToArray(), bonds.ToArray(), atoms);
        Assert.All(Enumerable.Range(0, Count), i => Assert.Equal(kinds[i], scores[2 * i] > scores[(2 * i) + 1] ? 0 : 1));
    }
}
