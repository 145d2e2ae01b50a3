using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Taste;

/// <summary>Convolutions that give fewer channels than the one before, on no larger an image.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FilterAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TasteRules.DD6101_FiltersShrink];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach ((LayerRow before, LayerRow row) in Chain.WidePairs(model.Flow))
        {
            if (row.Output.Channels.Constant < before.Output.Channels.Constant
                && row.Inputs[0][0].Constant <= before.Output[0].Constant)
            {
                model.Report(TasteRules.DD6101_FiltersShrink, row.Path,
                    $"{row.Layer.Title} gives {row.Output.Channels} channels, fewer than the {before.Output.Channels} of "
                    + $"{before.Layer.Title}; filters usually grow with depth.", "Filters",
                    [Chain.TakeEqual(row, "Filters", before.Output.Channels.Constant, "filters")]);
            }
        }
    }
}
