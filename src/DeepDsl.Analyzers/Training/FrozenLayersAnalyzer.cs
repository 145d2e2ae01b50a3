using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Training;

/// <summary>Layers frozen where training needs them to move.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FrozenLayersAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [TrainingRules.DD5006_EverythingFrozen, TrainingRules.DD5007_FrozenBatchNorm];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        if (model.Losses.Count == 0)
        {
            return; // gradients come from elsewhere, or it is only used
        }

        if (model.Graph.Parameters.Count > 0 && model.Graph.Parameters.All(p => !p.Trainable))
        {
            LayerRow last = model.Graph.Rows.Last(r => r.Parameters > 0);
            string fact = $"{model.Spec.Name} has a loss, but {AllOfIts(model.Graph.Parameters.Count)} frozen, "
                + $"up to those of {last.Layer.Title}: no step changes anything.";
            if (model.IsInherited(last))
            {
                model.ReportSetting(TrainingRules.DD5006_EverythingFrozen, model.Spec.Extends!.Setting, fact, "Trainable",
                    [new("let a layer with weights of its own follow"), new("train what it extends")]);
                return;
            }

            model.Report(TrainingRules.DD5006_EverythingFrozen, last.Path, fact, "Trainable",
                [Thaw(last) with { Text = "train at least the last layer" }]);
            return;
        }

        HashSet<int> blocks = [];
        foreach (LayerRow row in model.Graph.Rows)
        {
            if (row.Layer.Op is BatchNorm && !row.Layer.Bool("Trainable") && Moving(row) is { } source
                && (row.Path.Count == 1 || blocks.Add(row.Path[0])))
            {
                model.Report(TrainingRules.DD5007_FrozenBatchNorm, row.Path,
                    $"{row.Layer.Title} keeps its running statistics, but {source.Layer.Title} before it is trained and drifts away "
                    + "from them.",
                    "Trainable", [Thaw(row) with { Text = "train both" }, new("freeze both", Freeze(source))]);
            }
        }
    }

    private static string AllOfIts(int parameters) => parameters == 1 ? "its one parameter is" : $"all of its {parameters} parameters are";

    private static NextStep Thaw(LayerRow row) => new("remove Trainable = false", draft => draft.DropGiven(row, "Trainable"))
        { Title = "Remove Trainable = false" };

    /// <summary>What others share can't be frozen for one of them.</summary>
    private static Func<Draft, Draft>? Freeze(LayerRow row) =>
        row.Shares() || !row.Layer.Op.Has("Trainable") ? null : draft => draft.Set(row.Path, "Trainable", new BoolArgument(false));

    /// <summary>The layer whose weights decide what a norm reads, if it is trained.</summary>
    private static LayerRow? Moving(LayerRow norm)
    {
        LayerRow? source = norm.Sources[0];
        while (source is { Sources.Count: 1 } && (source.OnlyMoves() || source.IsNoise() || source.Layer.Op is ActivationOp))
        {
            source = source.Sources[0];
        }

        return source is not null && source.HasWeights() && source.Layer.Bool("Trainable") ? source : null;
    }
}
