using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace DeepDsl.Generator.Tests;

/// <summary>Models that are compiled for several values of their constants.</summary>
public sealed class TunedModelTests
{
    private const string Source = """
        using DeepDsl;
        [Model, Input(3), Dense(Width, Activation = Function), Dropout(0.2), Dense(2)]
        [Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)]
        [Tune(nameof(TrainAttribute.LearningRate), Low = 0.001, High = 0.1, Log = true), Tune("BatchSize", Low = 4, High = 16), Tune("dropout1", Low = 0, High = 0.5)]
        public partial class Net
        {
            [Tune(4, 6)] const int Width = 4;
            [Tune(Activation.ReLU, Activation.Tanh)] const Activation Function = Activation.ReLU;
        }
        """;

    [Fact]
    public Task Members_and_variants()
    {
        GeneratorRun run = GeneratorRun.Of(Source).Compiles();
        string members = run.Files["Net.deepdsl.g.cs"];
        string[] lines = members.Split('\n');
        int create = Array.FindIndex(lines, l => l.Contains("SearchSpace SearchSpace", StringComparison.Ordinal));
        int space = Array.FindIndex(lines, l => l.StartsWith("namespace DeepDsl.Generated", StringComparison.Ordinal));
        string shown = string.Join("\n", lines[(create - 1)..(create + 24)]) + "\n...\n" + string.Join("\n", lines[space..]);
        return Verifier.Verify(shown + "\n" + string.Join("\n", run.Files.Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_point_is_a_model_as_if_it_were_declared()
    {
        const string Test = """

            public static class Test
            {
                public static string Run()
                {
                    SearchPoint point = Net.SearchSpace.Point([("LearningRate", 0.05), ("BatchSize", 4), ("dropout1", 0.3), ("Width", 6), ("Function", Activation.Tanh)]);
                    return Trained(Net.Create(point, seed: 3)) + "|" + Trained(new Declared(seed: 3)) + "|" + Trained(new Net(seed: 3))
                        + "|" + Trained(Net.Create(Net.SearchSpace.Point([("LearningRate", 0.1), ("BatchSize", 8), ("dropout1", 0.2), ("Width", 4), ("Function", "ReLU")]), seed: 3));
                }

                static string Trained(Network net)
                {
                    float[] x = [1, 2, 3, 4, 5, 6];
                    string losses = net.Training.BatchSize + ":";
                    for (int i = 0; i < 4; i++) losses += (net is Net n ? n.TrainStep(x, new int[] { 0, 1 }) : ((Declared)net).TrainStep(x, new int[] { 0, 1 })) + " ";
                    return losses + (net is Net m ? m.Dense1.Weight.Shape[1] + m.Snapshot().Dense1.Weight.Shape[1] : 12);
                }
            }

            [Model, Input(3), Dense(6, Activation = Activation.Tanh), Dropout(0.3), Dense(2)]
            [Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.05, BatchSize = 4)]
            public partial class Declared;
            """;
        string[] runs = Running.Run<string>(Source + Test).Split('|');
        Assert.Equal(runs[1], runs[0]);
        Assert.StartsWith("32:", runs[2], StringComparison.Ordinal);
        Assert.Equal(runs[2].Split(':')[1], runs[3].Split(':')[1]);
        Assert.NotEqual(runs[0], runs[3]);
    }

    [Fact]
    public void A_broken_model_has_the_members_all_the_same()
    {
        GeneratorRun run = GeneratorRun.Of(Source.Replace("Tune(4, 6)", "Tune(4, 0)", StringComparison.Ordinal)
            + "class Use { static Network Of(SearchPoint p) => Net.SearchSpace.Count == 3 ? null! : Net.Create(p); }");
        run.Compiles();
    }

    [Fact]
    public void Another_value_is_compiled_alone()
    {
        GeneratorRun run = GeneratorRun.Of(Source, "class Elsewhere { int _x; }");
        Assert.All(run.Reasons(run.Edit("File1.cs", text => text.Replace("_x", "_y")), TrackingNames.CompiledModels), r => Assert.Equal(Cached, r));

        string[] before = [.. run.Files.Where(f => f.Key.Contains("Width6", StringComparison.Ordinal)).Select(f => f.Value)];
        GeneratorRun other = GeneratorRun.Of(Source.Replace("Tune(4, 6)", "Tune(6, 8)", StringComparison.Ordinal));
        Assert.Equal(before, other.Files.Where(f => f.Key.Contains("Width6", StringComparison.Ordinal)).Select(f => f.Value));
    }
}
