using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Convolutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Costs;

/// <summary>First convolutions that take most of a deeper model's time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FirstConvolutionAnalyzer : ModelAnalyzer
{
    /// <summary>With fewer convolutions the first is bound to take much.</summary>
    private const int FewestConvolutions = 3;

    /// <summary>Multiply-adds of a sample below which a model is fast anyway.</summary>
    private const long SmallestModel = 10_000_000;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [CostRules.DD6004_FirstConvolutionDominates];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        long all = model.Graph.Macs;
        LayerRow[] convolutions = [.. model.Graph.Rows.Where(r => r.Layer.Op is Convolution or Separable)];
        if (all < SmallestModel || convolutions.Length < FewestConvolutions)
        {
            return;
        }

        foreach (LayerRow first in convolutions.Where(c => 2 * c.Macs > all && IsFirst(model.Flow, c)))
        {
            string stride = first.Layer.Op.Window(first.Layer, first.Inputs[0])!.Axes.All(a => a.Stride == 1) ? "a stride of 2, " : "";
            model.Report(CostRules.DD6004_FirstConvolutionDominates, first.Path,
                $"{first.Layer.Title} takes {Numbers.Text(first.Macs)} of the {Numbers.Text(all)} multiply-adds of a prediction "
                + $"({Numbers.Percent(first.Macs, all)}), on {first.Inputs[0]}, before the image is smaller.",
                "", [new($"give it {stride}fewer filters"), new("a smaller kernel")]);
        }
    }

    private static bool IsFirst(Flow flow, LayerRow row) => !flow.Upstream(row, _ => true).Any(r => r.HasWeights());
}
