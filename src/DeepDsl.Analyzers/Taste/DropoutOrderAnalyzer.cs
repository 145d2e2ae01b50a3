using System.Collections.Immutable;
using DeepDsl.Analyzers.Layers;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Noise;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Taste;

/// <summary>Dropout whose output is pooled.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DropoutOrderAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TasteRules.DD6106_DropoutBeforePooling];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Graph.Rows.Where(r => r.PoolsWindows()))
        {
            // Between convolutions another layer belongs in its place, which DropoutAnalyzer says.
            if (row.Sources[0] is { Layer.Op: Noisy and not GaussianNoise } dropout && !DropoutAnalyzer.IsOnMaps(model.Flow, dropout))
            {
                model.Report(TasteRules.DD6106_DropoutBeforePooling, dropout.Path,
                    $"{dropout.Layer.Title} drops what {row.Layer.Title} then pools.", "",
                    [new("put it behind the pooling", Swap(dropout, row)) { Title = $"Put it behind [{row.Layer.Op.Name}]" }]);
            }
        }
    }

    /// <summary>Neighbours without names, so that no other layer reads what lies between.</summary>
    private static Func<Draft, Draft>? Swap(LayerRow dropout, LayerRow pool) =>
        pool.Path[0] != dropout.Path[0] + 1 || new[] { dropout, pool }.Any(r => r.Layer.Has("Name") || r.Layer.Has("From")) ? null
            : draft => draft.Swap(dropout.Path, pool.Path);
}
