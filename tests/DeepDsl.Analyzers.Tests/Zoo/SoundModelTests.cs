using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Ops;
using DeepDsl.Generator;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Analyzers.Tests.Zoo;

/// <summary>A warning on a sound, well-known architecture is a bug in the rule.</summary>
public sealed class SoundModelTests
{
    /// <summary>A user's project asks for comments only where it wants documentation.</summary>
    private const string MissingComment = "CS1591";

    /// <summary>Compiling these takes about as long as all the others.</summary>
    private static readonly string[] s_large =
        ["DenseNetBC", "EfficientNetB0", "GoogLeNet", "InceptionV3", "MobileNetV2", "ResNet50", "ShuffleNet", "Xception"];

    public static TheoryData<string> Models => [.. SoundModels.Names.Except(s_large)];

    public static TheoryData<string> LargeModels => [.. s_large];

    [Fact]
    public void There_are_many() => Assert.True(SoundModels.Names.Count >= 70, $"{SoundModels.Names.Count} models.");

    [Theory]
    [MemberData(nameof(Models))]
    public void Sound_model_is_left_in_peace(string name)
    {
        CSharpCompilation compilation = Sources.Compile(SoundModels.Source(name));
        Compilation declared = RuleTest.Declared(compilation);

        // Of what was generated, other tests see that it compiles; here it is the declaration that must.
        SyntaxTree own = compilation.SyntaxTrees.Single();
        Assert.Empty(declared.GetSemanticModel(own).GetDiagnostics()
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != MissingComment).Select(d => d.ToString()));

        INamedTypeSymbol type = declared.GetTypeByMetadataName($"Zoo.{name}")!;
        ParsedModel model = ModelParser.Parse(type, declared, default)!;
        Assert.Empty(CompileCache.Compile(model.Spec).Problems.Select(p => p.Message));
        Assert.All(CompileCache.Build(model.Spec).Inference.Rows, (LayerRow row) => Assert.True(row.Output.Count > 0));

        Assert.Empty(RuleTest.DiagnosticsOf(declared).Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()));
    }

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(LargeModels))]
    public void Large_sound_model_is_left_in_peace(string name) => Sound_model_is_left_in_peace(name);
}
