using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Sequences;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Training;

/// <summary>Recurrent layers that are trained over long sequences with gradients of any size.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecurrentClipAnalyzer : ModelAnalyzer
{
    private const string UsualNorm = "1";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TrainingRules.DD5013_NoClipping];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        if (TrainSettings.Of(model) is not { Clips: false } train || model.Losses.Count == 0
            || model.Flow.Rows.FirstOrDefault(r => r.IsRecurrent() && r.IsTrainable() && !r.IsGuessed && r.Inputs[0][0].Value > Steps.Long)
                is not { } row)
        {
            return;
        }

        train.Report(TrainingRules.DD5013_NoClipping,
            $"Train bounds no gradient, and that of {row.Layer.Title} is a product over {row.Inputs[0][0]} steps, which now and "
            + "then is very large: one such step undoes many.", "",
            train.With("ClipNorm", UsualNorm));
    }
}
