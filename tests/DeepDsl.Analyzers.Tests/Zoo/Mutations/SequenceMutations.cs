using DeepDsl.Analyzers.Sequences;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Attentions;
using DeepDsl.Compiler.Ops.Recurrent;
using DeepDsl.Compiler.Ops.Shapes;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Breaks of layers over the steps of a sequence: what they see, compare and keep.</summary>
internal static class SequenceMutations
{
    private static readonly string[] s_clips = ["ClipNorm", "ClipValue", "ClipNormPerParameter"];

    public static IEnumerable<MutationClass> All { get; } =
    [
        new("heads that do not divide the channels", [RuleIds.ArgumentRange, RuleIds.ConflictingArguments, RuleIds.GroupsDoNotDivide],
            m => Heads(m, c => c + 1)),
        new("a head for each channel", ["DD3033"], m => Heads(m, c => c)) { Compiles = true },
        new("a model of the next token that sees it", ["DD3029", "DD3030"], SeesAll) { Compiles = true },
        new("a model of the next token that reads both ways", ["DD3029", "DD3030"], BothWays) { Compiles = true },
        new("a causal classifier of whole sequences", [], CausalClassifier)
        {
            SoundBecause = "it sees less than it might, as GPT does where it classifies",
        },
        new("attention without positions", ["DD3031", "DD3032"], WithoutPositions) { Compiles = true },
        new("a recurrence without an activation", ["DD3037"], m => Recurrences(m, r => r.Layer.Op is SimpleRNN, "Activation", "Activation.None"))
        {
            Compiles = true,
        },
        new("forget gates that start half closed", ["DD3036"], m => Recurrences(m, r => r.Layer.Op is LSTM, "ForgetBias", "0"))
        {
            Compiles = true,
        },
        new("a long recurrence without a bound on gradients", ["DD5013"], WithoutClip) { Compiles = true },
    ];

    private static IEnumerable<(string, Edit)> Heads(Specimen model, Func<int, int> heads) =>
        from site in model.Sites
        where site.Op is MultiHeadAttention && site.Row.Layer.Int("HeadSize") == 0 && site.Row.Layer.Int("KeyValueHeads") == 0
        select (site.At(), new Edit(model).Set(site.Syntax, "Heads", $"{heads(site.Row.Inputs[0].Channels.Value)}", 0).Mark(site));

    /// <summary>One that scores the tokens that it reads, and is not asked for masked ones.</summary>
    private static bool IsLanguageModel(Specimen model) =>
        model.OnlyLoss is not null && model.LossKind == "SoftmaxCrossEntropy" && model.Output is { } output && output.Row.Output.Rank == 2
        && model.Graph.Rows.Any(r => r.Layer.Op is Embedding && r.Layer.Int("Vocabulary") == output.Row.Output.Channels.Value
            && r.Output[0] == output.Row.Output[0])
        && WiringMutations.Named(model.OnlyLoss, "IgnoreIndex") is null or "0";

    private static IEnumerable<(string, Edit)> SeesAll(Specimen model)
    {
        foreach (Site site in IsLanguageModel(model) ? model.Sites.Where(s => s.Row.IsCausal()) : [])
        {
            Edit edit = new Edit(model).Mark(site);
            yield return (site.At(), site.Row.IsAttention() ? edit.Drop(site.Syntax, "Causal") : edit.Set(site.Syntax, "Padding", "Padding.Same"));
        }
    }

    private static IEnumerable<(string, Edit)> BothWays(Specimen model) => IsLanguageModel(model)
        ? Recurrences(model, r => !r.IsBidirectional() && model.Output!.Row.Output[0] == r.Output[0], "Bidirectional", "Merge.Sum") : [];

    private static IEnumerable<(string, Edit)> CausalClassifier(Specimen model) =>
        from site in model.Sites
        where site.Op is MultiHeadAttention && site.Row.IsSelfAttention() && !site.Row.IsCausal() && model.Output?.Row.Output.Rank == 1
        select (site.At(), new Edit(model).Set(site.Syntax, "Causal", "true"));

    private static IEnumerable<(string, Edit)> WithoutPositions(Specimen model)
    {
        Site[] attentions = [.. model.Sites.Where(s => s.Row.IsSelfAttention())];
        Site[] positions = [.. model.Sites.Where(s => s.Op is LearnedPositions or SinusoidalPositions)];
        if (attentions.Length > 0 && positions.Length > 0)
        {
            Edit edit = new Edit(model).Mark(attentions.SelectMany(a => a.Places));
            yield return ($"{positions.Length} layers", positions.Aggregate(edit, (e, p) => e.Remove(p.Syntax)));
        }
    }

    private static IEnumerable<(string, Edit)> Recurrences(Specimen model, Func<LayerRow, bool> applies, string argument, string value) =>
        from site in model.Sites
        where site.Row.IsRecurrent() && site.Rows.All(applies)
        select (site.At(), new Edit(model).Set(site.Syntax, argument, value).Mark(site));

    private static IEnumerable<(string, Edit)> WithoutClip(Specimen model)
    {
        bool isLong = model.Graph.Rows.Any(r => r.IsRecurrent() && r.Inputs[0][0].Value > Steps.Long);
        if (isLong && model.Train is { } train && model.Settings("Loss").Any() && s_clips.Any(c => WiringMutations.Named(train, c) is not null))
        {
            yield return ("no bound", s_clips.Aggregate(new Edit(model), (e, clip) => e.Drop(train, clip)).Mark(train));
        }
    }
}
