using System.Collections.Immutable;
using DeepDsl.Analyzers.Losses;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Noise;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Logarithms of variances behind an activation that is never negative, as if they were the variances.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LogVarianceAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LayerRules.DD3050_LogVarianceBounded];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        LayerRow[] sampling = [.. model.Flow.Rows.Where(r => r.Layer.Op is Reparameterize && r.Sources.Count == 2)];
        if (sampling.Length == 0)
        {
            return;
        }

        ValueForms forms = new(model.Flow);
        foreach (LayerRow row in sampling)
        {
            if (forms[row.Sources[1]] is { Form: ValueForm.Positive or ValueForm.Unit or ValueForm.Distribution, Giver: { } giver })
            {
                Func<Draft, Draft>? edit = model.Flow.OnlyReader(giver) is null ? null : draft => draft.RemoveActivation(model.Flow, giver);
                model.Report(LayerRules.DD3050_LogVarianceBounded, giver.Path,
                    $"{row.Layer.Title} takes logarithms of variances, and {giver.ActivatedTitle()} is never below 0: no variance is below "
                    + "1, so the noise is as large as what it is added to.", giver.IsActivation() ? "" : "Activation",
                    [new(giver.RemovalOfActivation(), edit)]);
            }
        }
    }
}
