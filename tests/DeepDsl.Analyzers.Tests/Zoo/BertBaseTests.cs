using System.Diagnostics;
using System.Runtime.Loader;
using DeepDsl.Generator;
using DeepDsl.Generator.Tests.Harness;
using DeepDsl.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Analyzers.Tests.Zoo;

/// <summary>A model of twelve layers and a hundred million parameters is compiled while one types, and its step runs.</summary>
[Trait("Category", "Sweep")]
public sealed class BertBaseTests
{
    /// <summary>The best of several runs, since the machine has more to do; each of another length, so that nothing is remembered.</summary>
    [Fact]
    public void Is_generated_in_two_seconds()
    {
        double best = new[] { 512, 511, 510, 509 }.Min(length =>
        {
            CSharpCompilation compilation = Compilation(length);
            long start = Stopwatch.GetTimestamp();
            Assert.NotEmpty(Driver().RunGenerators(compilation).GetRunResult().GeneratedTrees);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
        Assert.True(best < 2, $"It took {best:0.00} s.");
    }

    [Fact]
    public void Learns()
    {
        Driver().RunGeneratorsAndUpdateCompilation(Compilation(8), out Compilation output, out _);
        using MemoryStream image = new();
        Assert.Empty(output.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        image.Position = 0;
        AssemblyLoadContext context = new("bert", isCollectible: true);
        float[] losses = (float[])context.LoadFromStream(image).GetType("Test")!.GetMethod("Run")!.Invoke(null, null)!;
        context.Unload();
        Assert.True(losses[^1] < losses[0] / 2, $"The losses were {string.Join(", ", losses)}.");
    }

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Sources.Language);

    private static CSharpCompilation Compilation(int length) => Sources.Compile($$"""
        using DeepDsl;
        using DeepDsl.Models;
        [Model, Input({{length}}, Type = ElementType.Int32, Name = "tokens"), Input({{length}}, Type = ElementType.Int32, Name = "segments")]
        [Bert(From = "tokens", DropRate = 0), TextClassifier(Classes = 2, DropRate = 0)]
        [Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.0001)]
        public partial class BertBase;
        public static class Test
        {
            public static float[] Run()
            {
                BertBase net = new(seed: 1);
                int[] tokens = [101, 7592, 2088, 102, 5, 6, 7, 102, 101, 999, 2088, 102, 8, 9, 10, 102];
                int[] segments = [0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1];
                float[] losses = new float[6];
                for (int i = 0; i < losses.Length; i++)
                {
                    losses[i] = net.TrainStep(tokens, segments, new[] { 0, 1 });
                }

                return losses;
            }
        }
        """).AddReferences(MetadataReference.CreateFromFile(typeof(Bert).Assembly.Location));
}
