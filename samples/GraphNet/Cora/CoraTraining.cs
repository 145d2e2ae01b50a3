using System.Numerics.Tensors;
using static CommandLine;

namespace GraphNet.Cora;

/// <summary>Trains on the few papers whose subject is told, and finds those of the others.</summary>
internal static class CoraTraining
{
    public static void Run(string folder, CommandLine options)
    {
        int seed = options.Integer("--seed", 1);
        int steps = options.Integer("--steps", 200);
        Papers papers = new(folder);
        Split split = new(papers.Subjects, seed);
        Say($"{papers.Subjects.Length} papers, {papers.Edges.Length / 4} pairs that cite, {split.Train.Length} papers to train on");

        int[] told = [.. papers.Subjects.Select(_ => -1)];
        foreach (int paper in split.Train)
        {
            told[paper] = (int)papers.Subjects[paper];
        }

        CoraNet net = new(seed, options.Device());
        for (int step = 1; step <= steps; step++)
        {
            float loss = net.TrainStep(
                papers.Edges, papers.Words.Values, papers.Words.Columns, told, nodes: told.Length, edges: papers.Edges.Length / 2);
            if (step % 50 == 0)
            {
                Say($"step {step}  loss {loss:0.0000}  validation accuracy {Accuracy(net, papers, split.Validation):0.0000}");
            }
        }

        Say($"accuracy {Accuracy(net, papers, split.Test):0.0000}");
    }

    private static double Accuracy(CoraNet net, Papers papers, int[] asked)
    {
        float[][] scores = [.. net.Predict(papers.Edges, papers.Words.Values, papers.Words.Columns).Chunk(Enum.GetValues<Subject>().Length)];
        return asked.Average(paper => TensorPrimitives.IndexOfMax(scores[paper]) == (int)papers.Subjects[paper] ? 1.0 : 0);
    }
}
