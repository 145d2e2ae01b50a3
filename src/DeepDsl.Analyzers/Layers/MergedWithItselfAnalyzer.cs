using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Merges;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>
/// Merges that read one value twice, mostly by a wrong name. A product of a value with itself is its square or norm, which may be meant.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MergedWithItselfAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LayerRules.DD3046_MergedWithItself];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows.Where(r => r.IsMerge()))
        {
            (LayerRow?, Node?)[] values = [.. row.Sources.Select((source, i) => Origin(source, row.Reads[i]))];
            if (Effect(row.Layer.Op) is not { } effect || values.GroupBy(v => v).FirstOrDefault(g => g.Count() > 1)?.Key is not { } twice)
            {
                continue;
            }

            string value = twice.Item1 is { } layer ? $"what {layer.Layer.Title} gives" : "an input";
            bool isAll = row.Sources.Count == 2;
            model.Report(LayerRules.DD3046_MergedWithItself, row.Path,
                $"{row.Layer.Title} joins {value} with itself, which {effect}.", "",
                isAll ? [new("name another value"), new("remove it", draft => draft.Remove(model.Flow, row))] : [new("name another value")]);
        }
    }

    /// <summary>The layer that computed a value, whatever names it was given since; for an input of the model the input.</summary>
    private static (LayerRow? Row, Node? Input) Origin(LayerRow? source, Node read)
    {
        while (source is { Layer.Op: Identity })
        {
            read = source.Reads[0];
            source = source.Sources[0];
        }

        return (source, source is null ? read : null);
    }

    private static string? Effect(Op op) => op switch
    {
        Add or Shortcut => "only doubles it",
        Subtract => "gives 0",
        Average or Maximum => "changes nothing",
        Concat => "tells the layers behind nothing new",
        _ => null,
    };
}
