using System.Collections.Immutable;
using DeepDsl.Analyzers.Costs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Training;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Norms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Taste;

/// <summary>Large models that nothing declared keeps from learning samples by heart. More samples do too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegularisationAnalyzer : ModelAnalyzer
{
    /// <summary>More than most data sets have values to learn.</summary>
    private const long Large = 1_000_000;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LayerRules.DD3047_NoRegularisation];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        long trained = model.Graph.Parameters.Where(p => p.Trainable).Sum(p => p.Shape.Size.Constant);
        if (trained < Large || model.Losses.Count == 0 || TrainSettings.Of(model) is not { } train || IsRegularised(model, train))
        {
            return;
        }

        train.Report(LayerRules.DD3047_NoRegularisation,
            $"{model.Spec.Name} trains {Numbers.Text(trained)} parameters with neither dropout, noise, batch norm, penalty nor weight decay, "
            + "so it may learn its samples by heart.",
            "", train.With("WeightDecay", "1e-4"), new("put [Dropout] in front of the last layers"));
    }

    private static bool IsRegularised(ModelUnderAnalysis model, TrainSettings train) =>
        train.WeightDecay > 0 || train.Given("GradientNoise") > 0 || model.Losses.Any(l => l.Use.Spec.Attribute.Number("LabelSmoothing") > 0)
        || model.Graph.Rows.Any(r => r.IsNoise() || r.Layer.Op is BatchNorm || (r.Layer.Op.Has("Dropout") && r.Layer.Real("Dropout") > 0))
        || model.Graph.Parameters.Any(p => p.L1 > 0 || p.L2 > 0 || p.MaxNorm > 0 || p.Penalty is not null || p.Constraint is not null);
}
