using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Taste;

/// <summary>Stacks that pool after every convolution, or not for long.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PoolCountAnalyzer : ModelAnalyzer
{
    private const int FewestConvolutions = 3;

    /// <summary>VGG-19 has so many between two pools.</summary>
    private const int MostWithoutPool = 4;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [TasteRules.DD6104_PoolAfterEveryConvolution, TasteRules.DD6108_ConvolutionsWithoutPool];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        LayerRow[] convolutions = [.. model.Graph.Rows.Where(r => r.IsConvolution())];
        LayerRow?[] pools = [.. convolutions.Select(c => PoolBehind(model.Flow, c))];
        if (convolutions.Length >= FewestConvolutions && pools.All(p => p is not null)
            && convolutions.Skip(1).All(c => Before(model.Flow, c) is not null))
        {
            model.Report(TasteRules.DD6104_PoolAfterEveryConvolution, pools[0]!.Path,
                $"{pools[0]!.Layer.Title} follows {convolutions[0].Layer.Title}, as a pooling follows each of the {convolutions.Length} "
                + $"convolutions of {model.Spec.Name}.",
                "", [new("put two or three convolutions before each pooling")]);
        }

        Dictionary<LayerRow, int> onOneMap = [];
        foreach (LayerRow row in convolutions)
        {
            onOneMap[row] = Before(model.Flow, row) is { } before && IsOfOneMap(before, row) ? onOneMap[before] + 1 : 1;
            if (onOneMap[row] == MostWithoutPool + 1)
            {
                model.Report(TasteRules.DD6108_ConvolutionsWithoutPool, row.Path,
                    $"{row.Layer.Title} is the convolution number {MostWithoutPool + 1} in a row on {row.Output[0]} x {row.Output[1]} values, with neither a "
                    + "pooling nor a stride between; two to four are usual.",
                    "", [new("put a [MaxPool2D] before it")]);
            }
        }
    }

    /// <summary>The convolution that it alone reads.</summary>
    private static LayerRow? Before(Flow flow, LayerRow row) => Chain.Previous(flow, row) is { } before && before.IsConvolution() ? before : null;

    private static bool IsOfOneMap(LayerRow before, LayerRow row) => row.Output.Rank == 3
        && before.Output.Rank == 3 && Enumerable.Range(0, 2).All(i => 2 * row.Output[i].Constant > before.Output[i].Constant);

    private static LayerRow? PoolBehind(Flow flow, LayerRow convolution) =>
        flow.Downstream(convolution, r => !r.HasWeights() && !r.PoolsWindows()).FirstOrDefault(r => r.PoolsWindows());
}
