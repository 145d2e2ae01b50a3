using System.Collections.Immutable;
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
        Assert.Equal(Position(before), before.Properties[DeclarationAnalyzer.Suggestion]!.Split('\n')[1]);
        Assert.Equal(Position(after), after.Properties[DeclarationAnalyzer.Suggestion]!.Split('\n')[1]);
    }

    [Fact]
    public void EditedModelIsAskedAgain()
    {
        CountingAnalyzer rule = new();
        Run(rule, "using DeepDsl;\n" + Model.Replace("Dense(3)", "Dense(5)"));
        Run(rule, "using DeepDsl;\n" + Model.Replace("Dense(3)", "Dense(6)"));

        Assert.Equal(2, rule.Asked);
    }

    /// <summary>What a fix keeps of the source may differ, though the model is equal.</summary>
    [Fact]
    public void EqualModelThatIsWrittenOtherwiseIsAskedAgain()
    {
        CountingAnalyzer rule = new();
        Run(rule, "using DeepDsl;\n" + Model.Replace("Dense(3)", "Dense(7)"));
        Run(rule, "using DeepDsl;\n" + Model.Replace("Dense(3)", "Dense(6 + 1)"));

        Assert.Equal(2, rule.Asked);
    }

    private static string Position(Diagnostic diagnostic) => $"{diagnostic.Location.SourceSpan.Start}\tdrop\tBias\t";

    private static ImmutableArray<Diagnostic> Run(CountingAnalyzer rule, string source) => RuleTest.Generated(Sources.Compile(source))
        .WithAnalyzers([rule], new AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

#pragma warning disable RS1001, RS1036, RS2008 // called by these tests alone, no compiler loads it
    private sealed class CountingAnalyzer : ModelAnalyzer
    {
        private static readonly DiagnosticDescriptor s_rule = new("Counted", "Counted", "{0}", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

        public int Asked { get; private set; }

        protected override void Analyze(ModelUnderAnalysis model)
        {
            Asked++;
            var last = model.Graph.Rows[^1];
            model.Report(s_rule, last.Path, "Last.", suggestion: new Repair("Drop").Drop(model.Editable(last)!, "Bias").ToString());
        }
    }
#pragma warning restore RS1001, RS1036, RS2008
}
