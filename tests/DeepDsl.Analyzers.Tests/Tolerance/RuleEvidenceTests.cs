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
        Break mistake = Break.Of(example).First(b => b.Inserts && b.At == first && b.Name == Break.LostValues);
        Judgement said = Judgement.Of(Pipeline.Build(example)).First(j => j.Rule == id).After(mistake);
        BuiltModel broken = Pipeline.Build(mistake.Spec);

        Assert.NotNull(broken.Judged);
        Assert.All(broken.Problems, p => Assert.Equal(first, p.Path[0]));
        bool isKnown = !said.Setting && !broken.Judged.Inference.Rows.Any(r => r.IsGuessed && string.Join(".", r.Path) == said.Path);
        bool isSaid = said.Evidence == Evidence.Kinds || (said.Evidence == Evidence.Shapes && isKnown);
        Assert.Equal(isSaid, Judgement.Of(broken).Any(j => j.Rule == id));
    }

    private static ModelSpec Example(string id)
    {
        CSharpCompilation compilation = Sources.Compile("using DeepDsl;\n" + RulePage.Example(id)!);
        return compilation.SyntaxTrees.SelectMany(t => t.GetRoot().DescendantNodes().Select(n => compilation.GetSemanticModel(t).GetDeclaredSymbol(n)))
            .OfType<INamedTypeSymbol>().Select(t => ModelParser.Parse(t, compilation, default)).First(m => m is not null)!.Spec;
    }
}
