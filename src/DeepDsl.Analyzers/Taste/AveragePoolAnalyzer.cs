using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Pools;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Taste;

/// <summary>Average pooling between convolutions.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AveragePoolAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TasteRules.DD6105_AveragePooling];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Graph.Rows.Where(r => r.Layer.Op is AvgPooling))
        {
            if (Chain.Previous(model.Flow, row) is { } before && before.IsConvolution()
                && model.Flow.Downstream(row, r => !r.HasWeights()).Any(r => r.IsConvolution()))
            {
                string maximum = row.Layer.Op.Name.Replace("Avg", "Max");
                model.Report(TasteRules.DD6105_AveragePooling, row.Path,
                    $"{row.Layer.Title} averages the features of {before.Layer.Title}.", "",
                    [new($"use [{maximum}]", draft => draft.Rename(row.Path, maximum)) { Because = ", which usually keeps them better" }]);
            }
        }
    }
}
