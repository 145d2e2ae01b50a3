using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Noise;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>What keeps SELU from normalising by itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SeluAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LayerRules.DD3010_SeluWithNorm, LayerRules.DD3011_SeluWithDropout];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows.Where(r => r.Activation() == "SELU"))
        {
            LayerRow? behind = Behind(model.Flow, row);
            LayerRow? norm = row.IsActivation() && row.Sources[0] is { } before && before.IsNorm() ? before
                : behind is not null && behind.IsNorm() ? behind : null;
            if (norm is not null)
            {
                model.Report(LayerRules.DD3010_SeluWithNorm, row.Path,
                    $"{row.Layer.Title} applies SELU next to {norm.Layer.Title}; SELU keeps mean 0 and variance 1 by itself, the "
                    + "norm makes them, so one of the two is for nothing. "
                    + "Use ReLU with the norm, or drop the "
                    + "norm.", "Activation", () => [model.Draft("Use ReLU").SetActivation(row, "ReLU")]);
            }
            else if (behind is { Layer.Op: Dropout or SpatialDropout1D or SpatialDropout2D } && behind.DropRate() > 0)
            {
                model.Report(LayerRules.DD3011_SeluWithDropout, behind.Path,
                    $"{behind.Layer.Title} sets values behind SELU of {row.Layer.Title} to 0, which changes the mean 0 and variance "
                    + "1 that SELU keeps. "
                    + "Use [AlphaDropout], which drops to SELU's lower limit.",
                    repairs: () => behind.Layer.Op is Dropout ? [model.Draft("Use AlphaDropout").Rename(behind.Path, "AlphaDropout")] : []);
            }
        }
    }

    private static LayerRow? Behind(Flow flow, LayerRow row)
    {
        LayerRow? at = flow.OnlyReader(row);
        while (at is not null && at.OnlyMoves())
        {
            at = flow.OnlyReader(at);
        }

        return at;
    }
}
