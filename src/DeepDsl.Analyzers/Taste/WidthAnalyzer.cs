using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Taste;

/// <summary>Hidden dense layers that are wider than the dense layer before.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WidthAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TasteRules.DD6102_HiddenLayerWidens];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Graph.Rows.Where(r => r.Layer.Op is Dense))
        {
            if (Chain.Previous(row) is { Layer.Op: Dense } before && row.Output.Channels.Constant > before.Output.Channels.Constant
                && model.Flow.Downstream(row, r => !r.HasWeights()).Any(r => r.HasWeights()))
            {
                model.Report(TasteRules.DD6102_HiddenLayerWidens, row.Path,
                    $"{row.Layer.Title} is wider than {before.Layer.Title}, with {row.Output.Channels} units after "
                    + $"{before.Output.Channels}. Dense layers usually narrow towards the output: "
                    + "swap them, or take as many units.", "Units");
            }
        }
    }
}
