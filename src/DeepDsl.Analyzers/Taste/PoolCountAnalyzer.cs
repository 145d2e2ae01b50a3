using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Taste;

/// <summary>Models that pool after every convolution.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PoolCountAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TasteRules.DD6104_PoolAfterEveryConvolution];

    private const int FewestConvolutions = 3;

    protected override void Analyze(ModelUnderAnalysis model)
    {
        LayerRow[] convolutions = [.. model.Graph.Rows.Where(r => r.IsConvolution())];
        LayerRow?[] pools = [.. convolutions.Select(c => PoolBehind(model.Flow, c))];
        if (convolutions.Length >= FewestConvolutions && pools.All(p => p is not null))
        {
            model.Report(TasteRules.DD6104_PoolAfterEveryConvolution, pools[0]!.Path,
                $"{pools[0]!.Layer.Title} follows {convolutions[0].Layer.Title}, as a pooling follows each of the {convolutions.Length} "
                + $"convolutions of {model.Spec.Name}. Put two or three convolutions before each pooling.");
        }
    }

    private static LayerRow? PoolBehind(Flow flow, LayerRow convolution) =>
        flow.Downstream(convolution, r => !r.HasWeights() && !r.PoolsWindows()).FirstOrDefault(r => r.PoolsWindows());
}
