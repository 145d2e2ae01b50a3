using System.Collections.Immutable;
using DeepDsl.Analyzers.Foreign;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Tests;

/// <summary>The means by which users silence a rule; of a generator's own diagnostics they would reach none.</summary>
public sealed class SuppressionTests
{
    private const string Lost = "using DeepDsl;\n[Model, Input(8, 8, 1), Conv2D(4, Kernel = 3, Stride = 2)] partial class Net;";

    private static string[] Ids(CSharpCompilation compilation) =>
        [.. RuleTest.Diagnostics(compilation).Select(d => $"{d.Id} {d.Severity}")];

    [Fact]
    public void Without_any_it_is_reported() => Assert.Equal(["DD2012 Warning"], Ids(Sources.Compile(Lost)));

    [Fact]
    public void Pragma() => Assert.Empty(Ids(Sources.Compile("#pragma warning disable DD2012\n" + Lost)));

    [Fact]
    public void SuppressMessage() => Assert.Empty(Ids(Sources.Compile(Lost.Replace(
        "[Model", "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"DeepDsl.Shapes\", \"DD2012\"), Model"))));

    [Theory]
    [InlineData("none", new string[0])]
    [InlineData("error", new[] { "DD2012 Error" })]
    public void Editorconfig(string severity, string[] expected)
    {
        Assert.Equal(expected, Configured(Sources.Compile(Lost), "DD2012", severity).Select(d => $"{d.Id} {d.Severity}"));
    }

    private static readonly Lazy<ILookup<string, Diagnostic>> UnderPragmas =
        new(() => RuleExamples.Diagnostics(id => $"#pragma warning disable {id}\n" + RulePage.Example(id)));

    private static readonly Lazy<ILookup<string, Diagnostic>> SuppressedOnTypes = new(() => RuleExamples.Diagnostics(OnTypes));

    private static readonly Lazy<ILookup<string, Diagnostic>> SuppressedOnAssembly = new(() => RuleExamples.Diagnostics(OnAssembly));

    private static readonly Dictionary<string, Lazy<ILookup<string, Diagnostic>>> Configurations = new[] { "none", "error", "warning", "suggestion" }
        .ToDictionary(s => s, s => new Lazy<ILookup<string, Diagnostic>>(() => RuleExamples.Diagnostics(id => RulePage.Example(id)!, s)));

    /// <summary>All but those of the generator, which tell what C# rejects: nothing silences that.</summary>
    public static TheoryData<string> Examples => [.. RuleExamples.Ids.Except(ForeignNameGenerator.SupportedDiagnostics.Select(d => d.Id))];

    [Theory]
    [Trait("Category", "Sweep")]
    [MemberData(nameof(Examples))]
    public void Pragma_silences_every_rule(string id) => AssertSilent(id, UnderPragmas.Value);

    [Theory]
    [Trait("Category", "Sweep")]
    [MemberData(nameof(Examples))]
    public void SuppressMessage_on_the_types_silences_every_rule(string id) => AssertSilent(id, SuppressedOnTypes.Value);

    [Theory]
    [Trait("Category", "Sweep")]
    [MemberData(nameof(Examples))]
    public void SuppressMessage_on_the_assembly_silences_every_rule(string id) => AssertSilent(id, SuppressedOnAssembly.Value);

    [Theory]
    [Trait("Category", "Sweep")]
    [MemberData(nameof(Examples))]
    public void Editorconfig_sets_the_severity_of_every_rule(string id)
    {
        AssertSilent(id, Configurations["none"].Value);
        foreach ((string name, DiagnosticSeverity severity) in
            new[] { ("error", DiagnosticSeverity.Error), ("warning", DiagnosticSeverity.Warning), ("suggestion", DiagnosticSeverity.Info) })
        {
            Diagnostic[] found = [.. Configurations[name].Value[id].Where(d => d.Id == id)];
            Assert.NotEmpty(found);
            Assert.All(found, d => Assert.Equal(severity, d.Severity));
        }
    }

    private static void AssertSilent(string id, ILookup<string, Diagnostic> found) => Assert.DoesNotContain(found[id], d => d.Id == id);

    private static string OnTypes(string id)
    {
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(RulePage.Example(id)!, options: Sources.Language);
        return unit.ReplaceNodes(
            unit.Members.OfType<BaseNamespaceDeclarationSyntax>().Single().Members.OfType<TypeDeclarationSyntax>(),
            (_, type) => type.WithAttributeLists(type.AttributeLists.Insert(0, Suppress(id)))).ToString();
    }

    private static string OnAssembly(string id)
    {
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(RulePage.Example(id)!, options: Sources.Language);
        AttributeListSyntax list = Suppress(id).WithTarget(SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(SyntaxKind.AssemblyKeyword)));
        return unit.WithAttributeLists(unit.AttributeLists.Add(list)).ToString();
    }

    /// <summary>Takes the category from the rule, as the fixes of editors do.</summary>
    private static AttributeListSyntax Suppress(string id)
    {
        string text = $"[System.Diagnostics.CodeAnalysis.SuppressMessage(\"{RuleTest.Rule(id).Category}\", \"{id}\")]\nclass C;";
        return SyntaxFactory.ParseCompilationUnit(text).Members.OfType<TypeDeclarationSyntax>().Single().AttributeLists.Single();
    }

    private static IEnumerable<Diagnostic> Configured(CSharpCompilation compilation, string id, string severity)
    {
        AnalyzerConfigSet config = AnalyzerConfigSet.Create<ImmutableArray<AnalyzerConfig>>(
            [AnalyzerConfig.Parse($"is_global = true\ndotnet_diagnostic.{id}.severity = {severity}\n", "/.globalconfig")]);
        return RuleTest.Diagnostics(compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Provider(config))));
    }

    private sealed class Provider(AnalyzerConfigSet config) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellation) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string id, CancellationToken cancellation, out ReportDiagnostic severity) =>
            config.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(id, out severity) || TryGetGlobalDiagnosticValue(id, cancellation, out severity);

        public override bool TryGetGlobalDiagnosticValue(string id, CancellationToken cancellation, out ReportDiagnostic severity) =>
            config.GlobalConfigOptions.TreeOptions.TryGetValue(id, out severity);
    }
}
