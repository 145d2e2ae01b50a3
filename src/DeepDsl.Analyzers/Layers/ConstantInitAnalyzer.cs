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
        foreach (LayerRow row in model.Flow.Rows.Where(r => IsConstant(r) && !r.HasGuessedChannels))
        {
            // The units of an output differ by their targets, those of other groups, as in depthwise convolutions, by their inputs.
            int units = UnitsOfOneInput(row);
            bool stays = model.Flow.IsHidden(row) ? units > 1 : !row.IsGrouped() && ReadsEqualUnits(model.Flow, row);
            if (!stays || EndsBranch(model.Flow, row))
            {
                continue;
            }

            NumberArgument value = new(row.Layer.Enum("Init") switch { "Zeros" => 0, "Ones" => 1, _ => row.Layer.Real("InitValue") });
            string alike = row.IsGrouped() ? $"the {units} units of each group" : $"its {units} units";
            string effect = model.Flow.IsHidden(row) ? $"so {alike} compute the same thing"
                : "and so do all units that it reads, which therefore learn the same thing";
            model.Report(LayerRules.DD3001_ConstantInit, row.Path,
                $"{row.Layer.Title} starts all its weights at {value}, {effect}; random weights make them differ.",
                "Init",
                [new("remove Init", draft => draft.DropGiven(row, "Init", "InitValue"))
                    { Because = ", so that the weights start as fits the activation" }]);
        }
    }

    /// <summary>How many units read the same values.</summary>
    private static int UnitsOfOneInput(LayerRow row) => !row.IsGrouped() ? row.Output.Channels.Value
        : row.Layer.Op.Has("Groups") ? row.Output.Channels.Value / row.Layer.Int("Groups") : row.Layer.Int("Multiplier");

    private static bool IsConstant(LayerRow row) => row.StartsWeights() && InitialWeights.IsConstant(row.Layer.Enum("Init"));

    /// <summary>Whether the layer with weights in front starts as a constant too, so that all of its units get the same gradient.</summary>
    private static bool ReadsEqualUnits(Flow flow, LayerRow row) =>
        flow.Upstream(row, r => !r.HasProducts()).Where(r => r.HasProducts()).ToArray() is { Length: 1 } before
        && IsConstant(before[0]) && before[0].Output.Channels.Value > 1 && !before[0].IsGrouped();

    /// <summary>
    /// The last layer of a branch that is added to another value or multiplies it, which may start as nothing by intent: what other layers
    /// with weights read besides, as the first layer in front of residual blocks, is no branch.
    /// </summary>
    private static bool EndsBranch(Flow flow, LayerRow row)
    {
        LayerRow[] behind = [.. flow.Downstream(row, r => !r.HasProducts() && !r.IsMerge())];
        return behind.Any(r => r.IsMerge() && r.Layer.Op is not Concat) && !behind.Any(r => r.HasProducts());
    }
}
