using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Tests;

/// <summary>Rules are asked about a declaration, not at every key pressed: it may move as it likes.</summary>
public class UnchangedModelTests
{
    private const string Model = "[Model, Input(4)]\n[Dense(8, Activation = Activation.ReLU)]\n[Dense(3)]\npublic partial class Unchanged;\n";

    [Fact]
    public void ModelThatOnlyMovesIsAskedOnce()
    {
        CountingAnalyzer rule = new();
        Diagnostic before = Assert.Single(Run(rule, "using DeepDsl;\n" + Model));
        Diagnostic after = Assert.Single(Run(rule, "using DeepDsl;\n\n// moved\n\n" + Model + "class Elsewhere;\n"));

        Assert.Equal(1, rule.Asked);
        Assert.Equal(3, before.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal(6, after.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void EditedModelIsAskedAgain()
    {
        CountingAnalyzer rule = new();
        Run(rule, "using DeepDsl;\n" + Model.Replace("Dense(3)", "Dense(5)"));
        Run(rule, "using DeepDsl;\n" + Model.Replace("Dense(3)", "Dense(6)"));

        Assert.Equal(2, rule.Asked);
    }

    [Fact]
    public void EqualModelThatIsWrittenOtherwiseIsAskedOnce()
    {
        CountingAnalyzer rule = new();
        Run(rule, "using DeepDsl;\n" + Model.Replace("Dense(3)", "Dense(7)"));
        Diagnostic found = Assert.Single(Run(rule, "using DeepDsl;\n" + Model.Replace("Dense(3)", "Dense(6 + 1)")));

        Assert.Equal(1, rule.Asked);
        Assert.Equal("Dense(6 + 1)", found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
    }

    /// <summary>Changes are worked out once a fix is asked for, not while the user types.</summary>
    [Fact]
    public void NoRepairIsMadeForADiagnostic()
    {
        CountingAnalyzer rule = new();
        Run(rule, "using DeepDsl;\n" + Model.Replace("Dense(3)", "Dense(9)"));

        Assert.Equal(0, rule.Repaired);
    }

    private static ImmutableArray<Diagnostic> Run(CountingAnalyzer rule, string source) => RuleTest.Declared(Sources.Compile(source))
        .WithAnalyzers([rule], new AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

#pragma warning disable RS1001, RS1036, RS2008 // called by these tests alone, no compiler loads it
    private sealed class CountingAnalyzer : ModelAnalyzer
    {
        private static readonly DiagnosticDescriptor s_rule = new("Counted", "Counted", "{0}", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

        public int Asked { get; private set; }

        public int Repaired { get; private set; }

        protected override void Analyze(ModelUnderAnalysis model)
        {
            Asked++;
            var last = model.Graph.Rows[^1];
            model.Report(s_rule, last.Path, "Last.", "", [new NextStep("mend it") { Ways = _ => Mend() }]);
        }

        private IEnumerable<Draft> Mend()
        {
            Repaired++;
            return [];
        }
    }
#pragma warning restore RS1001, RS1036, RS2008
}
