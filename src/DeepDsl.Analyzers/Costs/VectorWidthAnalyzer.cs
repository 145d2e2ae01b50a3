using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Convolutions;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Costs;

/// <summary>Hidden layers whose channels fill a last vector with one or two values.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VectorWidthAnalyzer : ModelAnalyzer
{
    /// <summary>Floats in a register of 512 bits.</summary>
    private const int Width = 16;

    /// <summary>What is above a multiple by less takes as long as the next multiple; above this the waste is not worth a word.</summary>
    private const int MostAbove = 2;

    /// <summary>Share of the model's multiply-adds below which a layer's waste is not felt.</summary>
    private const double SmallestShare = 0.1;

    /// <summary>Multiply-adds of a sample below which the model is fast anyway.</summary>
    private const long SmallestLayer = 100_000;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [CostRules.DD6003_ChannelsOffVector];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        long all = model.Graph.Macs;
        foreach (LayerRow row in model.Graph.Rows.Where(r => r.Macs >= SmallestLayer && r.Macs >= SmallestShare * all))
        {
            if (row.Layer.Op is ConvTranspose || row.Layer.Op.WidthArgument is not { } argument || !row.Layer.Has(argument)
                || !IsHidden(model.Flow, row))
            {
                continue;
            }

            int channels = row.Layer.Int(argument);
            int below = channels / Width * Width;
            if (below > 0 && channels - below is > 0 and <= MostAbove)
            {
                model.Report(CostRules.DD6003_ChannelsOffVector, row.Path,
                    $"{row.Layer.Title} gives {channels} channels, {channels - below} above {below}: on registers of {Width} floats "
                    + $"it takes as long as with {below + Width}, and {Numbers.Percent(row.Macs, all)} of the model's multiply-adds "
                    + $"are its own.",
                    argument, [Take(row, argument, below), Take(row, argument, below + Width)]);
            }
        }
    }

    private static NextStep Take(LayerRow row, string argument, int channels) =>
        new($"take {channels}", draft => draft.Set(row.Path, argument, new NumberArgument(channels))) { Title = $"Change to {channels}" };

    /// <summary>How many outputs there are is not a matter of cost.</summary>
    private static bool IsHidden(Flow flow, LayerRow row) =>
        !flow.IsOutput(row) && !flow.Downstream(row, r => !r.HasWeights()).Any(r => flow.IsOutput(r) && !r.HasWeights());
}
