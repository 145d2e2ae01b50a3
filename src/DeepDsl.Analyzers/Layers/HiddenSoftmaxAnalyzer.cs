using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Softmax as the activation of a hidden layer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HiddenSoftmaxAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LayerRules.DD3027_HiddenSoftmax];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows)
        {
            if (Reader(model.Flow, row) is { } next && !StandsBesideAnother(model.Flow, row))
            {
                int units = row.Output.Channels.Value;
                string mean = (1.0 / units).ToString("0.####", CultureInfo.InvariantCulture);
                model.Report(LayerRules.DD3027_HiddenSoftmax, row.Path,
                    $"{row.Layer.Title} is hidden, but its {units} values share a sum of 1, so {next.Layer.Title} reads {mean} from each on average; "
                    + "softmax belongs on the last layer of a classifier.",
                    "Activation", [new("use ReLU", draft => draft.SetActivation(row, "ReLU"))]);
            }
        }
    }

    /// <summary>The trained layer that reads a softmax which is out of place; null for one that may be meant, and for all else.</summary>
    internal static LayerRow? Reader(Flow flow, LayerRow row) =>
        row.Activation() == "Softmax" && row.Output.Rank == 1 && !row.Output.Channels.IsOne // at positions of a map it may well be routing
            && Before(row) is { } before && Next(flow, row) is { HasGuessedChannels: false } next && !IsMeant(flow, before, next) ? next : null;

    /// <summary>Of two activations one goes anyway, and which is said there.</summary>
    private static bool StandsBesideAnother(Flow flow, LayerRow row) => (row.IsActivation() && flow.ActivationBefore(row) is not null)
        || flow.Rows.Any(r => r.IsActivation() && flow.ActivationBefore(r) == row);

    /// <summary>The layer whose values the softmax is of, if it is trained.</summary>
    private static LayerRow? Before(LayerRow row)
    {
        LayerRow? at = row;
        while (at is not null && !at.HasWeights() && (at.IsActivation() || at.OnlyMoves() || at.IsNoise() || at.IsNorm()))
        {
            at = at.Sources.Count == 1 ? at.Sources[0] : null;
        }

        return at is not null && at.StartsWeights() ? at : null;
    }

    /// <summary>The trained layer that alone reads it; what a merge reads is a gate or a share.</summary>
    private static LayerRow? Next(Flow flow, LayerRow row)
    {
        LayerRow? at = flow.OnlyReader(row);
        while (at is not null && (at.IsActivation() || at.OnlyMoves() || at.IsNoise() || at.IsNorm()))
        {
            at = flow.OnlyReader(at);
        }

        return at is not null && at.StartsWeights() ? at : null;
    }

    /// <summary>
    /// Narrower than what reads it: shares of topics, from which a decoder starts. Or read by weights alone, with neither a bias nor a norm
    /// behind them: a mean of their rows, looked up in a memory.
    /// </summary>
    private static bool IsMeant(Flow flow, LayerRow before, LayerRow next) => before.Output.Channels.Value < next.Output.Channels.Value
        || (!next.Layer.Bool("Bias") && !flow.Readers(next).Any(r => r.IsNorm()));
}
