using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Taste;

/// <summary>Hidden convolutions that give fewer channels than the one before, on no larger an image.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FilterAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TasteRules.DD6101_FiltersShrink];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        (LayerRow Before, LayerRow Row)[] pairs = [.. Chain.WidePairs(model.Flow)];
        foreach ((LayerRow before, LayerRow row) in pairs)
        {
            if (model.Flow.IsHidden(row) && row.Output.Channels.Constant < before.Output.Channels.Constant
                && row.Inputs[0][0].Constant <= before.Output[0].Constant)
            {
                model.Report(TasteRules.DD6101_FiltersShrink, row.Path,
                    $"{row.Layer.Title} gives {row.Output.Channels} channels, fewer than the {before.Output.Channels} of "
                    + $"{before.Layer.Title}; filters usually grow with depth.", "Filters",
                    [Chain.TakeEqual(
                        pairs.AndNarrower(row, before.Output.Channels.Constant), "Filters", before.Output.Channels.Constant, "filters")]);
            }
        }
    }
}
