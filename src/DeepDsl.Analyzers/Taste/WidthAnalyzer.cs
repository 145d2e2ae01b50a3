using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Taste;

/// <summary>Hidden dense layers that are wider than the dense layer before, or narrower.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WidthAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [TasteRules.DD6102_HiddenLayerWidens, TasteRules.DD6109_HiddenLayerNarrows];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        (LayerRow Before, LayerRow Row)[] pairs =
            [.. Chain.HiddenPairs(model.Flow).Where(p => !IsCode(model.Flow, p.Before) && !IsCode(model.Flow, p.Row))];
        foreach ((LayerRow before, LayerRow row) in pairs)
        {
            (long first, long second) = (before.Output.Channels.Constant, row.Output.Channels.Constant);
            if (second > first)
            {
                model.Report(TasteRules.DD6102_HiddenLayerWidens, row.Path,
                    $"{row.Layer.Title} is wider than {before.Layer.Title}, with {second} units after {first}; "
                    + "dense layers usually don't widen towards the output.",
                    "Units", [Chain.TakeEqual([row], "Units", first, "units")]);
            }
            else if (second < first)
            {
                model.Report(TasteRules.DD6109_HiddenLayerNarrows, row.Path,
                    $"{row.Layer.Title} is narrower than {before.Layer.Title}, with {second} units after {first}; "
                    + "hidden layers of one width mostly do as well or better.",
                    "Units", [Chain.TakeEqual(pairs.AndNarrower(row, first), "Units", first, "units")]);
            }
        }
    }

    /// <summary>
    /// A linear layer between others is a code, which is narrow on purpose; one before a merge is as wide as what it is merged with.
    /// </summary>
    private static bool IsCode(Flow flow, LayerRow row)
    {
        LayerRow? next = row.Activation() is null ? flow.OnlyReader(row) : null;
        while (next is not null && (next.OnlyMoves() || next.IsNoise()))
        {
            next = flow.OnlyReader(next);
        }

        return next is not null && (next.HasWeights() || next.Sources.Count > 1);
    }
}
