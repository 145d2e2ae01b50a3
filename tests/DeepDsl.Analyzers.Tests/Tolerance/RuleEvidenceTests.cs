using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Analyzers.Tests.Tolerance;

/// <summary>What each rule judges by: the example of its page, with a mistake in front of all layers, shows it.</summary>
public sealed class RuleEvidenceTests
{
    public static TheoryData<string> Rules =>
        [.. RuleTest.Analyzers.OfType<ModelAnalyzer>().SelectMany(a => a.SupportedDiagnostics).Select(r => r.Id).Distinct()];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Example_behind_a_mistake_shows_what_the_rule_judges_by(string id)
    {
        ModelSpec example = Example(id);
        int first = Enumerable.Range(0, example.Layers.Count).First(i => example.Layers[i].Kind != "Input");
        bool speaksOfInput = Judgement.Of(Pipeline.Build(example)).First(j => j.Rule == id) is { Setting: false, Path: var path } && int.Parse(path) < first;
        AttributeSpec mistake = new("Reshape", new[] { new ArgumentSpec("Shape", new ListArgument(new Argument[] { new NumberArgument(13), new NumberArgument(7) })) });
        BuiltModel broken = Pipeline.Build(Break.Inserted(example, first, mistake));

        Assert.NotNull(broken.Judged);
        Assert.Single(broken.Problems);
        Assert.Equal(RuleEvidence.Of(id) == Evidence.Kinds || speaksOfInput, Judgement.Of(broken).Any(j => j.Rule == id));
    }

    private static ModelSpec Example(string id)
    {
        CSharpCompilation compilation = Sources.Compile("using DeepDsl;\n" + RulePage.Example(id)!);
        return compilation.SyntaxTrees.SelectMany(t => t.GetRoot().DescendantNodes().Select(n => compilation.GetSemanticModel(t).GetDeclaredSymbol(n)))
            .OfType<INamedTypeSymbol>().Select(t => ModelParser.Parse(t, compilation, default)).First(m => m is not null)!.Spec;
    }
}
