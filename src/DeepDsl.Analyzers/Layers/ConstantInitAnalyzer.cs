using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Layers whose units start as one and the same, and would stay so.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstantInitAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LayerRules.DD3001_ConstantInit];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows.Where(IsConstant))
        {
            int units = row.Output.Channels.Value;

            // The units of an output differ by their targets, those of a depthwise convolution by their inputs.
            bool stays = model.Flow.IsHidden(row) ? units > 1 : ReadsEqualUnits(model.Flow, row);
            if (!stays || row.IsGrouped() || EndsBranch(model.Flow, row))
            {
                continue;
            }

            NumberArgument value = new(row.Layer.Enum("Init") switch { "Zeros" => 0, "Ones" => 1, _ => row.Layer.Real("InitValue") });
            string effect = model.Flow.IsHidden(row) ? $"so its {units} units compute the same thing"
                : "and so do all units that it reads, which therefore learn the same thing";
            model.Report(LayerRules.DD3001_ConstantInit, row.Path,
                $"{row.Layer.Title} starts all its weights at {value}, {effect}; random weights make them differ.",
                "Init",
                [new("remove Init", draft => draft.DropGiven(row, "Init", "InitValue"))
                    { Because = ", so that the weights start as fits the activation" }]);
        }
    }

    private static bool IsConstant(LayerRow row) => row.StartsWeights() && InitialWeights.IsConstant(row.Layer.Enum("Init"));

    /// <summary>Whether the layer with weights in front starts as a constant too, so that all of its units get the same gradient.</summary>
    private static bool ReadsEqualUnits(Flow flow, LayerRow row) =>
        flow.Upstream(row, r => !r.HasProducts()).Where(r => r.HasProducts()).ToArray() is { Length: 1 } before
        && IsConstant(before[0]) && before[0].Output.Channels.Value > 1 && !before[0].IsGrouped();

    /// <summary>The last layer of a branch that is added to another value or multiplies it, which may start as nothing by intent.</summary>
    private static bool EndsBranch(Flow flow, LayerRow row) => flow.Downstream(row, r => !r.HasWeights() && !r.IsMerge())
        .Any(r => r.IsMerge() && r.Layer.Op is not Concat);
}
