using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Convolutions;
using DeepDsl.Compiler.Ops.Graphs;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Ops.Shapes;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Layers with weights that together are no more than one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LinearPairAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LayerRules.DD3012_LinearPair, LayerRules.DD3026_OnlyPoolingBetween, LayerRules.DD3042_OnlyPoolingBetweenSeveral];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        Dictionary<LayerRow, Link> links = [];
        foreach (LayerRow row in model.Flow.Rows.Where(r => IsPlain(r) && r.Activation() is null))
        {
            if (Next(model.Flow, row) is { Next.IsGuessed: false } link && IsPlain(link.Next)
                && !(IsFactorisation(model.Flow, row, link) || IsUpsampling(link.Next) || IsOverGraph(row, link.Next) || IsEmbedding(row)))
            {
                links.Add(row, link);
            }
        }

        HashSet<LayerRow> pooled = [.. links.Where(l => l.Value.Pool is not null).Select(l => l.Key)];
        foreach ((LayerRow row, Link link) in links.Select(l => (l.Key, l.Value)))
        {
            NextStep useReLU = new("give the first an activation", draft => draft.SetActivation(row, "ReLU"))
                { Because = " such as ReLU", Title = "Use ReLU" };
            if (link.Pool is { } pool)
            {
                // One may be meant, as in the LeNet that comes with Caffe; each further one along a path makes that less likely.
                bool several = model.Flow.Downstream(row, _ => true).Concat(model.Flow.Upstream(row, _ => true)).Any(r => r != row && pooled.Contains(r));
                model.Report(several ? LayerRules.DD3042_OnlyPoolingBetweenSeveral : LayerRules.DD3026_OnlyPoolingBetween, row.Path,
                    $"Only {pool.Layer.Title} stands between {row.Layer.Title} and {link.Next.Layer.Title}: it takes maxima, so the two don't "
                    + $"collapse into one, but {Counted.Of(row.Output.Channels, "channel")} without an activation "
                    + $"{(row.Output.Channels.IsOne ? "is" : "are")} rarely meant.",
                    "Activation", [useReLU]);
            }
            else
            {
                string fact = $"Nothing non-linear stands between {row.Layer.Title} and {link.Next.Layer.Title}, so with {row.Parameters} "
                    + $"and {Counted.Of(link.Next.Parameters, "parameter")} they compute no more "
                    + $"than one such layer from {row.Inputs[0]} to {link.Next.Output} could.";
                if (model.IsInherited(row) && !model.IsInherited(link.Next))
                {
                    model.Report(LayerRules.DD3012_LinearPair, link.Next.Path, fact, "", [.. BehindAnother(row)]);
                    continue;
                }

                model.Report(LayerRules.DD3012_LinearPair, row.Path, fact, "Activation", [useReLU]);
            }
        }
    }

    /// <summary>What to do about the first of two that is the last of another model, as the scores are that it ends in.</summary>
    private static IEnumerable<NextStep> BehindAnother(LayerRow row)
    {
        if (row.Sources[0] is { Layer.Name.Length: > 0 } before)
        {
            yield return new($"extend up to Until = \"{before.Layer.Name}\"");
        }

        yield return new("put an activation between");
    }

    /// <summary>Trains weights of its own, all to all: not depthwise or in groups, halves of a factorised convolution.</summary>
    private static bool IsPlain(LayerRow row) => row.StartsWeights() && !row.IsGrouped();

    /// <summary>
    /// The layer with weights behind it, over what is linear, and max pools. Null where other layers read a value between too (a skip
    /// begins there, or it is a code), where values are merged, and behind a reshape (the projection that opens a decoder).
    /// </summary>
    private static Link? Next(Flow flow, LayerRow row)
    {
        bool flattens = false;
        LayerRow? pool = null;
        LayerRow? at = flow.OnlyReader(row);
        while (at is not null && !at.HasWeights())
        {
            flattens |= at.Layer.Op is Flatten;
            pool ??= IsMaximum(at) ? at : null;
            at = at.Layer.Op is Identity or Flatten or BatchNorm or InstanceNorm or Pooling or GlobalAvgPool1D or GlobalAvgPool2D
                or ZeroPad1D or ZeroPad2D or PaddedBorders || IsMaximum(at) || at.DropRate() > 0 ? flow.OnlyReader(at) : null;
        }

        return at is null ? null : new Link(at, flattens, pool);
    }

    /// <summary>Not over the whole of a map: that is where PointNet ends its convolutions without an activation.</summary>
    private static bool IsMaximum(LayerRow row) => row.Layer.Op is MaxPooling;

    /// <summary>
    /// Narrower between than at both ends, as linear bottlenecks and codes are, and than whatever linear layers follow, which would be as
    /// narrow without it; or a kernel in two, 1 x k and k x 1.
    /// </summary>
    private static bool IsFactorisation(Flow flow, LayerRow first, Link link)
    {
        (Shape input, Shape middle, Shape output) = (first.Inputs[0], first.Output, link.Next.Output);
        bool narrow = link.Flattens
            ? middle.Size.Constant < input.Size.Constant && middle.Size.Constant < output.Size.Constant
            : middle.Channels.Value < input.Channels.Value && middle.Channels.Value < output.Channels.Value;
        for (LayerRow last = link.Next; narrow && last.Activation() is null && Next(flow, last) is { Pool: null } further; last = further.Next)
        {
            narrow = middle.Channels.Value < further.Next.Output.Channels.Value;
        }

        return narrow || (first.Layer.Op.Window(first.Layer, input) is { } a
            && link.Next.Layer.Op.Window(link.Next.Layer, link.Next.Inputs[0]) is { } b && a.Rank == b.Rank && Stretches(a, b) && Stretches(b, a));
    }

    /// <summary>A transposed convolution that enlarges a map and keeps its channels: a learned interpolation, as of scores.</summary>
    private static bool IsUpsampling(LayerRow row) =>
        row.Layer.Op is ConvTranspose1D or ConvTranspose2D or ConvTranspose3D && row.Layer.Int("Stride") > 1
        && row.Inputs[0].Channels == row.Output.Channels;

    /// <summary>
    /// Vectors of tokens in two: narrow ones of each token, and what widens them, as ALBERT and very deep nets of characters have it.
    /// </summary>
    private static bool IsEmbedding(LayerRow row) =>
        row.Sources[0] is { Layer.Op: Embedding } vectors && vectors.Output.Channels.Value < row.Output.Channels.Value;

    /// <summary>Two steps along the edges of a graph reach further than one; attention and a hidden layer inside are not linear.</summary>
    private static bool IsOverGraph(LayerRow row, LayerRow next) =>
        row.Layer.Op is GraphAttention or GraphIsomorphism || (row.Layer.Op is GraphLayer && next.Layer.Op is GraphLayer);

    /// <summary>Whether a reaches along an axis on which b is one wide.</summary>
    private static bool Stretches(ConvGeometry a, ConvGeometry b) =>
        Enumerable.Range(0, a.Rank).Any(i => a.Axes[i].Kernel > 1 && b.Axes[i].Kernel == 1);

    /// <param name="Next">The layer with weights behind.</param>
    /// <param name="Flattens">Whether a flatten stands between.</param>
    /// <param name="Pool">The first max pool between.</param>
    private sealed record Link(LayerRow Next, bool Flattens, LayerRow? Pool);
}
