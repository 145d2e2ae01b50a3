using System.Globalization;
using System.Text.RegularExpressions;
using DeepDsl.Generator.Tests.Harness;

namespace DeepDsl.Generator.Tests;

public sealed class ModelGenerationTests
{
    private const string Xor = """
        using DeepDsl;
        [Model, Input(2), Dense(8, Activation = Activation.Tanh), Dense(1, Activation = Activation.Sigmoid)]
        [Loss(Loss.BinaryCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.03)]
        public partial class XorNet;
        """;

    private const string TwoTowers = """
        using DeepDsl;
        namespace Nets;
        public enum Mood : byte { Good, Bad, Ugly }
        [Model]
        [Input(4, Name = "user"), Dense(3, Activation = Activation.ReLU, Name = "tower")]
        [Input(5, Type = ElementType.Int32, Name = "item"), Embedding(11, 2), Flatten]
        [Concat("tower"), Dense(6, Activation = Activation.Tanh)]
        [Dense(3, Name = "mood"), Dense(1, From = "tower", Name = "class")]
        [Output("mood"), Output("class")]
        [Loss(Loss.SoftmaxCrossEntropy, Output = "mood"), Loss(Loss.MeanSquaredError, Output = "class", Weight = 0.5)]
        [Labels(typeof(Mood))]
        internal partial class TwoTowers;
        """;

    private const string Labelled = """
        using DeepDsl;
        public static partial class Outer
        {
            public enum Fruit : ulong { Apple, Pear, Plum }
            [Model, Input(4), Block1(Units = 5), BatchNorm, Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Fruit))]
            public partial class Net
            {
                public string Predict(string name) => name;
            }
            [Block, Dense(Units), Dense(Units, Name = "second")] public partial class Block1 { [Parameter] const int Units = 2; }
        }
        """;

    /// <summary>Parameters, gradients and two values of Adam, 101 times 16 bytes, and the arena.</summary>
    [Theory]
    [InlineData("Train(BatchSize = 64)", "Training on batches of 64 takes ")]
    [InlineData("Train(LearningRate = 0.1)", "Training on batches of 32, the default, takes ")]
    public void Editors_show_what_training_takes(string train, string expected)
    {
        string members = GeneratorRun.Of($"using DeepDsl; [Model, Input(100), Dense(1), Loss(Loss.Huber), {train}] partial class Net;")
            .Files["Net.deepdsl.g.cs"];
        string[] lines = [.. members.Split('\n').Where(l => l.Contains(expected, StringComparison.Ordinal))];
        Assert.Contains(lines, l => l.Contains("<summary>Trains on a batch", StringComparison.Ordinal));
        Assert.All(lines, l => Assert.True(int.Parse(
            Regex.Match(l, "takes ([0-9,]+) bytes").Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) > 101 * 16));
        Assert.Single(lines, l => !l.Contains("<summary>", StringComparison.Ordinal)); // Summary, which the class refers to
    }

    [Fact]
    public Task Members_of_the_smallest_program() => Verifier.Verify(GeneratorRun.Of(Xor).Compiles().Files["XorNet.deepdsl.g.cs"]);

    [Fact]
    public Task Members_of_a_model_with_several_borders() => Verifier.Verify(GeneratorRun.Of(TwoTowers).Compiles().Files["Nets.TwoTowers.deepdsl.g.cs"]);

    [Fact]
    public Task Members_of_a_nested_model_with_labels() => Verifier.Verify(GeneratorRun.Of(Labelled).Compiles().Files["Outer.Net.deepdsl.g.cs"]);

    [Fact]
    public Task Members_of_a_model_of_sequences() => Verifier.Verify(GeneratorRun.Of("""
        using DeepDsl;
        [Model, Input(Dim.T, 4, Name = "t"), Extent(Dim.T, Min = 3, Max = 64), Conv1D(5, Kernel = 3), Output("conv1"), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Net;
        """).Compiles().Files["Net.deepdsl.g.cs"]);

    [Fact]
    public void Models_of_sequences_compile_whatever_else_they_have() => GeneratorRun.Of("""
        using DeepDsl;
        enum Kind { A, B, C }

        [Model, Input(Dim.T, 4), Extent(Dim.T, Max = 64), GlobalAvgPool1D, Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Kind))]
        partial class Labelled;

        [Model, Input(Dim.T, 8), Extent(Dim.T, Max = 64), Conv1D(8, Kernel = 3, Padding = Padding.Causal), ReLU, Dense(3)]
        [Loss(Loss.MeanSquaredError), Train(Precision = Precision.BFloat16, BatchSize = 4)]
        partial class Rounded;

        [Block, Identity(Name = "x"), Conv1D(Width, Kernel = 3, Padding = Padding.Same), ReLU, Add("x")]
        public partial class Residual { [Parameter(From = Of.InputChannels)] const int Width = 1; }

        [Model, Input(Dim.T, 8), Extent(Dim.T, Max = 64), Residual(Repeat = 2), Dense(2)]
        partial class OfBlocks;

        [Model, Input(Dim.Nodes, Dim.Nodes, Name = "t"), Input(Dim.Nodes, 5, Name = "symbols"), Input(Dim.Edges, 2, Type = ElementType.Int32, Name = "edges")]
        [Extent(Dim.Edges, Max = 90), Extent(Dim.Nodes, Min = 2, Max = 30)]
        [ReLU(From = "t", Name = "a"), Dense(3, From = "symbols", Name = "b"), Embedding(7, 2, From = "edges", Name = "c")]
        [Output("a"), Output("b"), Output("c"), Loss(Loss.MeanSquaredError, Output = "b"), Loss(Loss.MeanSquaredError, Output = "a")]
        partial class Graphs;

        [Model, Input(Dim.T, 80, 1), Extent(Dim.T, Min = 5, Max = 300)]
        [Conv2D(8, Kernel = 3, StrideH = 1, StrideW = 2, Padding = Padding.Same), BatchNorm, ReLU, MaxPool2D(KernelH = 1, KernelW = 2), Reshape(-1, 160), Dense(3)]
        [Loss(Loss.SoftmaxCrossEntropy)]
        partial class Spectrogram
        {
            static float Use(Spectrogram net, float[] x, int[] y) => net.TrainStep(x, y, t: 7) + net.PredictBatch(x, 7)[0] + net.Predict(x)[0];
        }
        """).Compiles();

    /// <summary>An enum without a modifier is internal, which is what a first program has.</summary>
    [Theory]
    [InlineData("enum Kind { A, B, C }", "public partial class Net;", "internal")]
    [InlineData("enum Kind { A, B, C }", "partial class Net;", "public")]
    [InlineData("public enum Kind { A, B, C }", "public partial class Net;", "public")]
    [InlineData("", "public partial class Net { enum Kind { A, B, C } }", "private", "Net.Kind")]
    [InlineData("", "partial class Net { internal enum Kind { A, B, C } }", "internal", "Net.Kind")]
    [InlineData("static partial class Outer { enum Kind { A, B, C }", "private partial class Net; }", "public")]
    [InlineData("enum Kind { A, B, C } public partial class Outer {", "protected partial class Net; }", "private")]
    [InlineData("public partial class Outer { protected enum Kind { A, B, C }", "internal partial class Net; }", "private")]
    public void Members_on_labels_are_seen_as_far_as_the_labels(string before, string model, string expected, string labels = "Kind")
    {
        GeneratorRun run = GeneratorRun.Of($"using DeepDsl; {before} [Model, Input(4), Dense(3), Loss(Loss.SoftmaxCrossEntropy), "
            + $"Labels(typeof({labels}))] {model}").Compiles();
        Assert.Matches($"\\n\\s+{expected} \\S+ PredictLabel\\(", run.Files.First(f => f.Key.EndsWith("Net.deepdsl.g.cs", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public Task Members_of_a_broken_model() => Verifier.Verify(GeneratorRun.Of("""
        using DeepDsl;
        [Model, Input(28, 28, 1), Dense(4, Name = "first"), Conv2D(8, Kernel = 40), Flatten, Dense(10)]
        [Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Broken
        {
            static float Use(Broken net, float[] x, int[] y) => net.TrainStep(x, y) + net.Predict(x)[0] + net.First.Weight.Value[0] + net.Conv1.Bias.Length + net.Dense1.Weight.Length + Summary.Length;
        }
        """).Compiles().Files["Broken.deepdsl.g.cs"]);

    [Fact]
    public void Models_share_their_tiles()
    {
        const string layers = "[Model, Input(64), Dense(32), ReLU, Dense(8)]";
        string Tiles(string source) => GeneratorRun.Of("using DeepDsl; " + source).Compiles().Files["DeepDsl.Tiles.deepdsl.g.cs"];
        Assert.Equal(Tiles($"{layers} partial class A;"), Tiles($"{layers} partial class A; {layers} partial class B;"));
    }
}
