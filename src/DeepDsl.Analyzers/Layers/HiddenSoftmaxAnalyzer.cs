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
        // Softmax at every position of a map may well be routing, and what a merge reads is a gate or a share.
        foreach (LayerRow row in model.Flow.Rows.Where(r => r.Activation() == "Softmax" && r.Output.Rank == 1 && !r.Output.Channels.IsOne))
        {
            if (Before(row) is { } before && Next(model.Flow, row) is { HasGuessedChannels: false } next
                && !IsMeant(model.Flow, before, next))
            {
                int units = row.Output.Channels.Value;
                string mean = (1.0 / units).ToString("0.####", CultureInfo.InvariantCulture);
                model.Report(LayerRules.DD3027_HiddenSoftmax, row.Path,
                    $"{row.Layer.Title} is hidden, but its {units} values share a sum of 1, so {next.Layer.Title} reads {mean} from each on average; "
                    + "softmax belongs on the last layer of a classifier. Use ReLU.",
                    "Activation", () => [model.Draft("Use ReLU").SetActivation(row, "ReLU")]);
            }
        }
    }

    /// <summary>The layer whose values the softmax is of, if it is trained.</summary>
    private static LayerRow? Before(LayerRow row)
    {
        LayerRow? at = row;
        while (at is not null && !at.HasWeights() && (at == row || at.OnlyMoves() || at.IsNoise() || at.IsNorm()))
        {
            at = at.Sources.Count == 1 ? at.Sources[0] : null;
        }

        return at is not null && at.StartsWeights() ? at : null;
    }

    /// <summary>The trained layer that alone reads it.</summary>
    private static LayerRow? Next(Flow flow, LayerRow row)
    {
        LayerRow? at = flow.OnlyReader(row);
        while (at is not null && (at.OnlyMoves() || at.IsNoise() || at.IsNorm()))
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
