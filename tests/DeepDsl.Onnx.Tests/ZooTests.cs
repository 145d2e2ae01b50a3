using DeepDsl.Analyzers.Tests.Zoo;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Generator;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Onnx.Tests;

/// <summary>Well-known architectures with the numbers of their papers: small ones compute what the interpreter does, all are read.</summary>
public sealed class ZooTests
{
    /// <summary>Multiply-adds that the interpreter makes within a second or two.</summary>
    internal const long Small = 4_000_000;

    /// <summary>Parameters that ONNX Runtime takes within a second or two.</summary>
    internal const long Large = 30_000_000;

    /// <summary>One of each sort.</summary>
    private static readonly string[] s_first = ["LeNet5Tanh", "CharacterLstm", "CitationGcn", "TextCnn", "TransformerClassifier"];

    public static TheoryData<string> First => [.. s_first];

    public static TheoryData<string> Others => [.. SoundModels.Names.Except(s_first)];

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Others))]
    public void Another_sound_model_is_written_and_read(string name) => A_sound_model_is_written_and_read(name);

    [Theory]
    [MemberData(nameof(First))]
    public void A_sound_model_is_written_and_read(string name)
    {
        ModelGraph model = Built(name).Inference;
        if (model.ParameterCount > Large)
        {
            float[] None(LeafNode leaf) => throw new InvalidOperationException($"{leaf.Describe()} is read before it is written.");
            Assert.NotEmpty(GraphExport.Run(name, new ExportedGraph(model), 18, None).Nodes);
            return;
        }

        ModelValues values = new(symbol => symbol == "N" ? 1 : Steps(model, symbol))
        {
            Low = -1,
            High = 1,
            WeightGain = name == "Siren" ? 0.1 : 1.4, // by larger weights, sines of 30 x make other numbers of a last bit
        };
        using OnnxRun run = new(model, values, opset: 18);
        if (model.Macs <= Small)
        {
            run.Check(values);
        }
    }

    internal static int Steps(ModelGraph model, string symbol)
    {
        (_, int min, int max) = model.Extents.All.Single(e => e.Symbol == symbol);
        return Math.Clamp(8, min, max);
    }

    internal static BuiltModel Built(string name)
    {
        CSharpCompilation compilation = Sources.Compile(SoundModels.Source(name));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Sources.Language);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation declared, out _);
        ParsedModel parsed = ModelParser.Parse(declared.GetTypeByMetadataName($"Zoo.{name}")!, declared, default)!;
        return Pipeline.Build(parsed.Spec);
    }
}
