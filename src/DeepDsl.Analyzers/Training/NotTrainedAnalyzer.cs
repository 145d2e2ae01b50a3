using System.Collections.Immutable;
using DeepDsl.Analyzers.Layers;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Training;

/// <summary>Layers with weights of a trained model from which no loss is reached: a head whose loss was forgotten.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotTrainedAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LayerRules.DD3048_NotTrained];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        if (model.Losses.Count == 0)
        {
            return; // gradients come from elsewhere, or it is only used
        }

        HashSet<LayerRow> trained = [.. model.Losses.Select(l => l.Row).OfType<LayerRow>()];
        trained.UnionWith(trained.SelectMany(end => model.Flow.Upstream(end, _ => true)).ToArray());

        // Weights that another layer lends may be trained there.
        HashSet<string> shared = [.. model.Flow.Rows.Where(r => r.Shares()).Select(r => r.Layer.Text("Share"))];
        HashSet<int> outputs = [];
        foreach (LayerRow row in model.Flow.Rows.Where(r => r.StartsWeights() && !trained.Contains(r) && !shared.Contains(r.Layer.Name)))
        {
            // What stands inside a cell leads to no output by itself.
            int output = model.Graph.OutputRows.FindIndex(
                end => end is not null && (end == row || model.Flow.Upstream(end, _ => true).Contains(row)));
            if (output >= 0 && outputs.Add(output))
            {
                string name = model.Graph.Outputs[output].Name;
                model.Report(LayerRules.DD3048_NotTrained, row.Path,
                    $"{row.Layer.Title} leads to output \"{name}\" alone, which no [Loss] reads: its {row.Parameters} parameters get no "
                    + $"gradient and stay as random as they start. Add a [Loss] with Output = \"{name}\"; if they are trained by gradients from "
                    + "elsewhere, all is well.");
            }
        }
    }
}
