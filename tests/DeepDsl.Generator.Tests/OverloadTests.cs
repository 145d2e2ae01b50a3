using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Generator.Tests;

/// <summary>The calls that one would write compile, whatever mixture of arrays, spans, tensors and collection expressions they are made of.</summary>
public sealed class OverloadTests
{
    private const string Models = """
        using System;
        using System.Numerics.Tensors;
        using DeepDsl;

        public enum Fruit { Apple, Pear, Plum }

        [Model, Input(2), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Fruit))]
        public partial class Net;

        [Model, Input(3, Type = ElementType.Int32), Embedding(9, 2), Flatten, Dense(1), Loss(Loss.MeanSquaredError)]
        public partial class Tokens;
        """;

    private static string[] Calls =>
    [
        .. from method in (string[])["TrainStep", "EvaluateLoss"]
           from x in (string[])["x", "x.AsSpan()", "[0.5f, 1]"]
           from y in (string[])["[2]", "[0]", "[0f, 1, 0]", "ints", "floats", "ints.AsSpan()", "floats.AsSpan()", "[Fruit.Pear]", "fruits", "fruits.AsSpan()"]
           from weights in (string[])["", ", [0.5f]", ", weights", ", weights.AsSpan()"]
           select $"net.{method}({x}, {y}{weights})",
        .. from y in (string[])["[2]", "[0]", "[0f, 1, 0]", "ints", "floats", "[Fruit.Pear]", "fruits"]
           from x in (string[])["x", "[0.5f, 1]"]
           from call in (string[])["net.Fit({0}, {1})", "net.Fit({0}, {1}, new FitOptions())", "net.Evaluate({0}, {1})"]
           select string.Format(call, x, y),
        "net.Evaluate(x, [2], [new Accuracy()])", "net.Evaluate(x, [0f, 1, 0], [new Accuracy()])",
        "net.TrainStep(tensor, tensor)", "net.TrainStep(tensor, Tensor.Create(ints, [1, 1]))", "net.TrainStep(x, ints, null)",
        "net.Predict([0.5f, 1])", "net.Predict(x)", "net.PredictBatch([0.5f, 1])", "net.PredictBatch(x)", "net.PredictBatch(tensor)",
        "net.PredictProbabilities([0.5f, 1])", "net.PredictLabel([0.5f, 1])", "net.PredictLabel(x)", "net.PredictLabels([0.5f, 1])",
        "net.PredictLabels(x)", "net.PredictLabels(x.AsSpan())",
        "Dataset.FromArrays(x, [2])", "Dataset.FromArrays(x, [2f])",
        "tokens.TrainStep([1, 2, 3], [0.5f])", "tokens.TrainStep(ints, [0.5f])", "tokens.TrainStep(ints, [1])", "tokens.TrainStep(ints, floats)",
        "tokens.PredictBatch([1, 2, 3])", "tokens.Predict(ints)",
    ];

    /// <summary>In the oldest version that generated code compiles in and in the newest, which converts arrays to spans by rules of its own.</summary>
    [Theory]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Preview)]
    public void Every_obvious_call_compiles(LanguageVersion version)
    {
        string uses = $$"""
            {{Models}}
            public static class Uses
            {
                public static void All(Net net, Tokens tokens, float[] x, int[] ints, float[] floats, Fruit[] fruits, float[] weights, Tensor<float> tensor)
                {
            {{string.Join("\n", Calls.Select(c => $"        {c};"))}}
                }
            }
            """;
        CSharpParseOptions language = Sources.Language.WithLanguageVersion(version);
        GeneratorRun run = GeneratorRun.Of(Models);
        CSharpCompilation compilation = Sources.Empty.AddSyntaxTrees(
            run.Files.Values.Append(uses).Select(text => CSharpSyntaxTree.ParseText(text, language)));
        Assert.Equal([], compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(Text));

        string Text(Diagnostic d) => $"{d.Id} in {d.Location.SourceTree!.GetText().Lines[d.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()}";
    }
}
