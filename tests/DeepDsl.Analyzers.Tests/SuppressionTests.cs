using System.Collections.Immutable;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Analyzers.Tests;

/// <summary>The means by which users silence a rule; of a generator's own diagnostics they would reach none.</summary>
public sealed class SuppressionTests
{
    private const string Lost = "using DeepDsl;\n[Model, Input(28, 28, 1), Conv2D(4, Kernel = 3, Stride = 2)] partial class Net;";

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
        AnalyzerConfigSet config = AnalyzerConfigSet.Create<ImmutableArray<AnalyzerConfig>>(
            [AnalyzerConfig.Parse($"is_global = true\ndotnet_diagnostic.DD2012.severity = {severity}\n", "/.globalconfig")]);
        CSharpCompilation compilation = Sources.Compile(Lost);
        Assert.Equal(expected, Ids(compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Provider(config)))));
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
