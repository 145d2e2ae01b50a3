using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Taste;

/// <summary>Convolutions with a larger kernel than the one before; 1x1 convolutions don't count.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TasteRules.DD6103_KernelGrows];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach ((LayerRow before, LayerRow row) in Chain.WidePairs(model.Graph))
        {
            if (Chain.Kernel(row) > Chain.Kernel(before))
            {
                model.Report(TasteRules.DD6103_KernelGrows, row.Path,
                    $"{row.Layer.Title} has a kernel of {Chain.Kernel(row)}, larger than the {Chain.Kernel(before)} of "
                    + $"{before.Layer.Title}. Kernels usually shrink with the image: take the larger one first.", "Kernel");
            }
        }
    }
}
