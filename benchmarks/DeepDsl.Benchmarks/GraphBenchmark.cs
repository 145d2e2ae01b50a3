using System.Text.Json;
using DeepDsl.Benchmarks.Models;

namespace DeepDsl.Benchmarks;

/// <summary>A training step over one graph of Cora's size, a line of JSON: 140 of its nodes have a label.</summary>
internal static class GraphBenchmark
{
    private const int Nodes = 2708;
    private const int Words = 1433;
    private const int Pairs = 5278;
    private const int Told = 140;
    private const double ShareOfWords = 0.0127;

    public static readonly string[] Models = ["gcn-dense", "gcn-lists", "gcn-ones"];

    public static void Run(string model, int threads)
    {
        Random random = new(7);
        int[] edges = Edges(random);
        float[] words = SharesOfWords(random);
        SparseLists lists = SparseLists.Of(words, Words, GcnOfLists.Entries);
        int[] labels = [.. Enumerable.Range(0, Nodes).Select(node => node < Told ? random.Next(7) : -1)];
        Device device = Device.Cpu(threads);
        switch (model)
        {
            case "gcn-dense":
                GcnOfDense dense = new(seed: 1, device);
                Report(model, threads, () => dense.TrainStep(edges, words, labels));
                break;
            case "gcn-lists":
                GcnOfLists sparse = new(seed: 1, device);
                Report(model, threads, () => sparse.TrainStep(edges, lists.Values, lists.Columns, labels));
                break;
            default:
                GcnOfOnes ones = new(seed: 1, device);
                Report(model, threads, () => ones.TrainStep(edges, lists.Columns, labels));
                break;
        }
    }

    /// <summary>Of each paper, its words as shares that add up to 1.</summary>
    private static float[] SharesOfWords(Random random)
    {
        float[] words = [.. Enumerable.Range(0, Nodes * Words).Select(_ => random.NextDouble() < ShareOfWords ? 1f : 0)];
        return [.. words.Chunk(Words).SelectMany(paper => Shares(paper, Math.Max(1, paper.Sum())))];
    }

    private static float[] Shares(float[] words, float count) => Array.ConvertAll(words, word => word / count);

    private static int[] Edges(Random random)
    {
        HashSet<(int, int)> pairs = [];
        while (pairs.Count < Pairs)
        {
            (int a, int b) = (random.Next(Nodes), random.Next(Nodes));
            if (a != b)
            {
                pairs.Add((Math.Min(a, b), Math.Max(a, b)));
            }
        }

        return [.. pairs.SelectMany(p => new[] { p.Item1, p.Item2, p.Item2, p.Item1 })];
    }

    private static void Report(string model, int threads, Func<float> train)
    {
        float first = train();
        float loss = first;
        Measurement steps = Measurement.Of(() => loss = train());
        if (!(loss < 0.8 * first))
        {
            throw new InvalidOperationException($"{model} does not learn: the loss went from {first} to {loss}.");
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            model,
            mode = "train",
            batch = 1,
            threads,
            median_ms = Math.Round(steps.MedianMs, 4),
            min_ms = Math.Round(steps.MinMs, 4),
            p90_ms = Math.Round(steps.P90Ms, 4),
            n = steps.Calls,
            loss,
        }));
    }
}
