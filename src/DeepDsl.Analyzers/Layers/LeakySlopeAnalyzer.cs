using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Activations;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Leaky ReLUs that leak next to nothing, or next to all.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LeakySlopeAnalyzer : ModelAnalyzer
{
    private const double Least = 0.001;
    private const double Most = 0.3;
    private const string Usual = "0.01";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LayerRules.DD3045_SlopeOfLeakyReLU];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows.Where(r => r.Layer.Op is LeakyReLU && r.Layer.Real("Slope") is < Least or > Most))
        {
            double slope = row.Layer.Real("Slope");
            string effect = slope < 0 ? "what is far below 0 comes out as large as what is far above"
                : slope < Least ? "that is a ReLU, of which units die all the same"
                : slope >= 1 ? "it bends the other way" : "that is nearly a straight line, so layers on both sides are little more than one";
            model.Report(LayerRules.DD3045_SlopeOfLeakyReLU, row.Path,
                $"{row.Layer.Title} has a slope of {new NumberArgument(slope)}: {effect}. Slopes of 0.001 to 0.3 are usual.",
                "Slope", [new($"take a slope of {Usual}", draft => draft.Set(row.Path, "Slope", Usual))]);
        }
    }
}
