using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Costs;

/// <summary>The row of the layer table at each layer, for editors that show such notes beside the source.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayerNumbersAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [CostRules.DD6005_LayerNumbers];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        IReadOnlyList<ReceptiveField?> fields = model.Built.ReceptiveFields;
        for (int i = 0; i < model.Graph.Rows.Count; i++)
        {
            LayerRow row = model.Graph.Rows[i];
            string field = fields[i]?.ToString() is { Length: > 0 } text ? $", receptive field {text}" : "";
            model.Report(CostRules.DD6005_LayerNumbers, row.Path,
                $"{row.Layer.Path}: {string.Join(" and ", row.Inputs)} to {row.Output}; {Count(row.Parameters, "parameter")}, "
                + $"{Count(row.Macs, "multiply-add")}, {Numbers.Text(4 * row.Output.Size.Constant)} activation bytes{field}.");
        }
    }

    private static string Count(long count, string what) => $"{Numbers.Text(count)} {what}{(count == 1 ? "" : "s")}";
}
