using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Ops.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Sequences;

/// <summary>
/// Models that score, at each step, the tokens that they read, where a layer between sees steps behind. A tagger does so rightly, and its
/// classes are not its tokens; a model of masked tokens says which labels count nothing.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LookAheadAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [SequenceRules.DD3029_SeesTheAnswer, SequenceRules.DD3030_MaySeeTheAnswer];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (ModelLoss loss in model.Losses.Where(
            l => l.Use.Function is CategoricalLoss && l.Row is { IsGuessed: false } && l.Use.OutputShape.Rank == 2))
        {
            if (Path(loss.Row!) is not { } path || path[path.Count - 1] is not { Layer.Op: Embedding } embedding
                || !ScoresTokens(loss, embedding) || IsMasked(loss, embedding))
            {
                continue;
            }

            LayerRow? causal = path.FirstOrDefault(r => r.IsCausal());
            foreach (LayerRow row in path.Where(r => r.SeesLater()))
            {
                Report(model, loss, embedding, row, causal);
            }
        }
    }

    /// <summary>All layers between a loss and tokens, the embedding last; null where steps move, or what is not known may move them.</summary>
    private static List<LayerRow>? Path(LayerRow output)
    {
        List<LayerRow> path = [];
        HashSet<LayerRow> seen = [];
        Stack<LayerRow> open = new([output]);
        LayerRow? embedding = null;
        while (open.Count > 0)
        {
            LayerRow row = open.Pop();
            if (!seen.Add(row))
            {
                continue;
            }

            if (row.Output.Rank != 2 || row.Output[0] != output.Output[0] || row.Layer.Op is Permute or Reshape or Borders)
            {
                return null;
            }

            if (row.Layer.Op is Embedding && embedding is null)
            {
                embedding = row;
                continue;
            }

            path.Add(row);
            foreach (LayerRow? source in row.IsAttention() || row.IsRecurrent() ? row.Sources.Take(1) : row.Sources)
            {
                if (source is null)
                {
                    return null;
                }

                open.Push(source);
            }
        }

        return embedding is null ? null : [.. path, embedding];
    }

    /// <summary>Whether the classes are the tokens.</summary>
    private static bool ScoresTokens(ModelLoss loss, LayerRow embedding) => loss.Use.Classes == embedding.Layer.Int("Vocabulary");

    /// <summary>Labels that count nothing, and are no padding, stand where a model of masked tokens is asked nothing.</summary>
    private static bool IsMasked(ModelLoss loss, LayerRow embedding) =>
        loss.Use.IgnoreIndex is { } ignored && ignored != embedding.Layer.Int("PaddingIndex");

    private static void Report(ModelUnderAnalysis model, ModelLoss loss, LayerRow embedding, LayerRow row, LayerRow? causal)
    {
        bool tied = loss.Row!.Layer.Op is Unembed && loss.Row.Layer.Lender == embedding;
        bool isCertain = causal is not null || tied;
        int steps = row.Output[0].Value;
        string evidence = causal is not null ? $", though {causal.Layer.Title} hides those behind" : "";
        model.Report(isCertain ? SequenceRules.DD3029_SeesTheAnswer : SequenceRules.DD3030_MaySeeTheAnswer, row.Path,
            $"{row.Layer.Title} sees steps behind each of {steps}{evidence}, and {loss.Use.Title} asks at each for one of the "
            + $"{loss.Use.Classes} tokens that {embedding.Layer.Title} reads: the next token is among what the model sees.",
            LaterSteps.Argument(row),
            [
                isCertain ? LaterSteps.Hide(row) : LaterSteps.Hide(row) with { Because = ", unless the targets are others" },
                new("give the loss an IgnoreIndex for masked tokens"),
            ]);
    }
}
