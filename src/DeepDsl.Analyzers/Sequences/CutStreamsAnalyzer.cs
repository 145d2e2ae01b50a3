using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Sequences;

/// <summary>
/// Layers that see steps behind each, before one that remembers what it reads: what a step is then depends on where its segment ends.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CutStreamsAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [SequenceRules.DD3041_CutStreams];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        HashSet<LayerRow> seen = [];
        foreach (LayerRow memory in model.Flow.Rows.Where(r => r.Remembers() && !r.IsGuessed))
        {
            foreach (LayerRow row in Before(memory, seen).Where(r => r.SeesLater()))
            {
                model.Report(SequenceRules.DD3041_CutStreams, row.Path,
                    $"{row.Layer.Title} sees steps behind each, as far as its segment goes, and {memory.Layer.Title} remembers what comes of it: "
                    + "a step is another where the stream is cut elsewhere.",
                    LaterSteps.Argument(row), [LaterSteps.Hide(row), new("leave it if all streams are cut alike")]);
            }
        }
    }

    /// <summary>The layers between the input of a segment and one that reads it, of those that were not met yet.</summary>
    private static IEnumerable<LayerRow> Before(LayerRow memory, HashSet<LayerRow> seen)
    {
        Stack<LayerRow?> open = new([memory.Sources[0]]);
        while (open.Count > 0)
        {
            if (open.Pop() is not { } row || row.Output.Rank < 1 || row.Output[0] != memory.Output[0] || !seen.Add(row))
            {
                continue;
            }

            yield return row;
            foreach (LayerRow? source in row.IsAttention() || row.IsRecurrent() ? row.Sources.Take(1) : row.Sources)
            {
                open.Push(source);
            }
        }
    }
}
