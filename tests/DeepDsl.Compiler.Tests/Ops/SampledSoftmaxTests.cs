using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests.Gradients;

namespace DeepDsl.Compiler.Tests.Ops;

/// <summary>A softmax of which training computes a few classes, against the formula written out, and against that of all classes.</summary>
public sealed class SampledSoftmaxTests
{
    private const string Tokens = "Input(Shape = [4], Type = ElementType.Int32); ";
    private const string Tied = Tokens + "Embedding(Vocabulary = 9, Dimension = 3, Name = \"words\"); Dense(Units = 3); ";
    private const string Samples = "Kind = Loss.SoftmaxCrossEntropy, Samples = 6";

    private static readonly Dictionary<string, (string Layers, string Loss)> s_cases = new()
    {
        ["Dense"] = ("Input(Shape = [5]); Dense(Units = 9)", Samples),
        ["DenseWithoutBias"] = ("Input(Shape = [2, 3]); Dense(Units = 9, Bias = false)", Samples),
        ["DenseUniform"] = ("Input(Shape = [2, 3]); Dense(Units = 9)", Samples + ", UniformSamples = true"),
        ["DenseOfMany"] = ("Input(Shape = [1]); Dense(Units = 4000)", Samples),
        ["Tied"] = (Tied + "Unembed(Embedding = \"words\")", Samples),
        ["TiedWithBias"] = (Tied + "Unembed(Embedding = \"words\", Bias = true)", Samples),
        ["Ignored"] = (Tied + "Unembed(Embedding = \"words\", Bias = true)", Samples + ", IgnoreIndex = -100"),
        ["IgnoredClass"] = (Tied + "Dense(Units = 9)", Samples + ", IgnoreIndex = 4"),
        ["Shared"] = ("Input(Shape = [9]); Dense(Units = 9, Name = \"a\"); Tanh; Dense(Units = 9, Share = \"a\")", Samples),
        ["Padded"] = ("Input(Shape = [4], Type = ElementType.Int32, PaddingToken = 0); Embedding(Vocabulary = 5, Dimension = 3); Dense(Units = 9)", Samples),
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_and_gradients_are_those_of_the_formula(string name)
    {
        SampledModel model = Model(name);
        LeafValues values = model.Values(seed: 5);
        (double[] labels, double[] drawn) = Classes(model, name, seed: 1);
        double Formula() => OfFormula(model, values, labels, drawn);
        (double loss, double[][] gradients) = model.Step(values, labels, drawn);
        Assert.Equal(Formula(), loss, 10);
        foreach ((Node parameter, double[] found) in model.Parameters.Zip(gradients))
        {
            double[] x = values.Of(parameter).Values;
            for (int i = 0; i < Math.Min(x.Length, 60); i++)
            {
                double at = x[i];
                x[i] = at + 1e-5;
                double up = Formula();
                x[i] = at - 1e-5;
                double down = Formula();
                x[i] = at;
                Assert.True(Math.Abs(found[i] - ((up - down) / 2e-5)) < 1e-8, $"{parameter}[{i}]: found {found[i]:R}, expected {(up - down) / 2e-5:R}");
            }
        }
    }

    [Theory]
    [InlineData("Dense")]
    [InlineData("TiedWithBias")]
    [InlineData("Ignored")]
    [InlineData("Padded")]
    public void Of_all_classes_drawn_once_it_is_the_softmax_of_all(string name)
    {
        (string layers, string loss) = s_cases[name];
        SampledModel sampled = new(name, layers, loss.Replace("Samples = 6", "Samples = 8, UniformSamples = true", StringComparison.Ordinal));
        SampledModel full = new(name, layers, loss.Replace(", Samples = 6", "", StringComparison.Ordinal));
        (double[] labels, _) = Classes(full, name, seed: 1);

        // All classes but one, which is the label of no position.
        labels = [.. labels.Select(l => l == 7 ? 6 : l)];
        double[] drawn = [0, 1, 2, 3, 4, 5, 6, 8];
        LeafValues values = sampled.Values(seed: 5);
        LeafValues ofFull = full.Values(seed: 5);
        Exclude(sampled, values, 7);
        Exclude(full, ofFull, 7);
        (double expected, double[][] gradients) = full.Step(ofFull, labels, null);
        (double found, double[][] foundGradients) = sampled.Step(values, labels, drawn);
        Assert.Equal(expected, found, 10);
        foreach ((double[] of, double[] e) in foundGradients.Zip(gradients))
        {
            Assert.Equal(e.Length, of.Length);
            Assert.All(e.Zip(of), p => Assert.Equal(p.First, p.Second, 10));
        }
    }

    /// <summary>Importance sampling is biased, by as much less as more classes are drawn.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(", UniformSamples = true")]
    public void The_mean_gradient_comes_near_that_of_all_classes(string options)
    {
        const string Layers = "Input(Shape = [3]); Dense(Units = 60)";
        SampledModel full = new("Full", Layers, "Kind = Loss.SoftmaxCrossEntropy");
        double[] labels = [3, 17, 40];
        double[] expected = full.Step(full.Values(seed: 2), labels, null).Gradients[0];
        double Distance(int samples)
        {
            SampledModel model = new("Sampled", Layers, $"Kind = Loss.SoftmaxCrossEntropy, Samples = {samples}{options}");
            double[] sum = new double[expected.Length];
            const int Draws = 600;
            Random random = new(4);
            LeafValues values = model.Values(seed: 2);
            for (int i = 0; i < Draws; i++)
            {
                double[] gradient = model.Step(values, labels, Drawn(random, samples, 60, options.Length > 0)).Gradients[0];
                for (int j = 0; j < sum.Length; j++)
                {
                    sum[j] += gradient[j] / Draws;
                }
            }

            return Math.Sqrt(sum.Zip(expected, (a, b) => (a - b) * (a - b)).Sum() / expected.Sum(e => e * e));
        }

        (double few, double many) = (Distance(4), Distance(50));
        Assert.True(many < 0.1 && many < few / 5, $"Off by {few:P1} with 4 samples, {many:P1} with 50.");
    }

    [Theory]
    [InlineData("Input(Shape = [5]); Dense(Units = 9, Activation = Activation.Tanh)", Samples,
        "but output \"output\" is that of Dense(9, Activation = Activation.Tanh) (layer 1); let [Dense] without an activation or [Unembed] give it.")]
    [InlineData("Input(Shape = [5]); Dense(Units = 9); Tanh", Samples, "but output \"output\" is that of Tanh (layer 2); let [Dense]")]
    [InlineData("Input(Shape = [9]); LayerNorm", Samples, "but output \"output\" is that of LayerNorm (layer 1);")]
    [InlineData("Input(Shape = [5]); Dense(Units = 9, Name = \"a\"); Dense(Units = 2, Name = \"b\"); Output(Name = \"a\"); Output(Name = \"b\")",
        Samples + ", Output = \"a\"", "but Dense(2, Name = \"b\") (layer 2) reads all scores of Dense(9, Name = \"a\") (layer 1) too; leave it out, or leave out Samples.")]
    [InlineData("Input(Shape = [5]); Dense(Units = 6)", Samples, "draws 6 of the 6 classes of output [6], which is no fewer than all; draw fewer, or leave Samples out.")]
    [InlineData("Input(Shape = [5]); Dense(Units = 9)", Samples + ", LabelSmoothing = 0.1",
        "has LabelSmoothing, which speaks of all 9 classes, and Samples, by which training computes 7; leave one of them out.")]
    [InlineData("Input(Shape = [5]); Dense(Units = 9)", Samples + "; Kind = Loss.SoftmaxCrossEntropy",
        "reads the same output as Loss(Loss.SoftmaxCrossEntropy, Samples = 6), of which one has Samples; leave them out, and both read all scores.")]
    [InlineData("Input(Shape = [5]); Dense(Units = 9)", "Kind = Loss.CategoricalCrossEntropy, Samples = 6", "has no argument Samples; remove it.")]
    public void What_cannot_be_sampled_is_said(string layers, string loss, string expected) => Assert.Contains(
        expected, Assert.Single(Pipeline.Build(SampledModel.Of("Net", layers, loss)).Problems).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Input(Shape = [Dim.T], Type = ElementType.Int32)", "Extent(Symbol = Dim.T, Max = 30)")]
    [InlineData("Input(Shape = [8], Type = ElementType.Int32, PaddingToken = 0)", "Train(Precision = Precision.BFloat16)")]
    public void It_compiles_at_every_length_and_precision(string input, string setting)
    {
        ModelSpec spec = SampledModel.Of("Net", input + "; Embedding(Vocabulary = 90, Dimension = 16, Name = \"table\"); GRU(Units = 16); Unembed(Embedding = \"table\")", Samples);
        CompiledModel model = Pipeline.Compile(spec with { Settings = spec.Settings.Append(SpecReader.ReadAttribute(setting)).ToArray() });
        Assert.Empty(model.Problems.Select(p => p.Message));
    }

    private static SampledModel Model(string name) => new(name, s_cases[name].Layers, s_cases[name].Loss);

    /// <summary>Labels, some of which are drawn too, and one that is ignored where any is.</summary>
    private static (double[] Labels, double[] Drawn) Classes(SampledModel model, string name, int seed)
    {
        Random random = new(seed);
        int count = SampledModel.Batch * (int)model.Losses[0].LabelShape!.Size.Constant;
        double[] labels = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(model.Classes))];
        if (name == "Ignored")
        {
            labels[1] = -100;
        }

        double[] drawn = Drawn(random, 6, model.Classes, uniform: false);
        drawn[2] = labels[0];
        return (labels, drawn);
    }

    private static double[] Drawn(Random random, int count, int classes, bool uniform) =>
    [
        .. Enumerable.Range(0, count).Select(_ => uniform ? random.Next(classes)
            : Math.Min(classes - 1, Math.Floor(Math.Exp(random.NextDouble() * Math.Log(classes + 1)) - 1))),
    ];

    /// <summary>Makes a class impossible by its bias.</summary>
    private static void Exclude(SampledModel model, LeafValues values, int number)
    {
        Node bias = model.Parameters.Last(p => p.ToString()!.Contains("bias", StringComparison.Ordinal));
        values.Of(bias).Values[number] = -1e4;
    }

    /// <summary>The loss written out, from the scores of all classes.</summary>
    private static double OfFormula(SampledModel model, LeafValues values, double[] labels, double[] drawn)
    {
        BuiltModel full = Pipeline.Build(model.Spec);
        bool uniform = model.Losses[0].Sampling!.IsUniform;
        int classes = model.Classes;
        Node output = full.Inference.Outputs[0].Node;
        Dictionary<string, Tensor> named = model.Training.Inputs.Select(i => (i.Name, (Node)i.Node))
            .Concat(model.Training.Parameters.Select(p => (p.Name, model.Training.Graph.Parameter(p.Name, p.Shape))))
            .ToDictionary(n => n.Item1, n => values.Of(n.Item2));
        double[] scores = new Interpreter(SampledModel.Batch, leaf => named[leaf switch
        {
            Ir.Primitives.InputNode input => input.Name,
            Ir.Primitives.ParameterNode parameter => parameter.Name,
            _ => throw new InvalidOperationException($"{leaf}"),
        }]).Evaluate(output).Values;
        double Expected(double c) => drawn.Length * (uniform ? 1.0 / classes : Math.Log((c + 2) / (c + 1)) / Math.Log(classes + 1));
        double[] weights = [1, 0.5, 2];
        (double sum, double count) = (0, 0);
        int positions = labels.Length / SampledModel.Batch;
        for (int i = 0; i < labels.Length; i++)
        {
            double label = labels[i];
            bool counts = label != model.Losses[0].IgnoreIndex;
            if (model.Losses[0].Lengths is not null)
            {
                double[] tokens = [.. values.Of(model.Training.Inputs[0].Node).Values.Skip(i / positions * positions).Take(positions)];
                counts &= i % positions <= Array.FindLastIndex(tokens, t => t != 0);
            }

            if (counts)
            {
                double Score(double c) => scores[(i * classes) + (int)c] - Math.Log(Expected(c));
                double all = Math.Exp(Score(label)) + drawn.Where(c => c != label).Sum(c => Math.Exp(Score(c)));
                sum += weights[i / positions] * (Math.Log(all) - Score(label));
                count += weights[i / positions];
            }
        }

        return sum / count;
    }
}
