using DeepDsl.Analyzers.Repairs;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Convolutions;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Taste;

/// <summary>Neighbours in a plain stack.</summary>
internal static class Chain
{
    /// <summary>
    /// The layer with weights that this one reads through activations, norms, pools and the like; null behind a merge, and where others read
    /// it too: parallel branches are no stack.
    /// </summary>
    public static LayerRow? Previous(Flow flow, LayerRow row)
    {
        LayerRow at = row;
        while (at.Sources.Count == 1 && at.Sources[0] is { } source && flow.OnlyReader(source) == at)
        {
            if (source.HasWeights() || source.IsMerge())
            {
                return source.HasWeights() ? source : null;
            }

            at = source;
        }

        return null;
    }

    /// <summary>A convolution over all channels, with a window of more than one element.</summary>
    public static bool IsWide(this LayerRow row) => row.IsConvolution() && Kernel(row) > 1;

    public static bool IsConvolution(this LayerRow row) => row.Layer.Op is Convolution or Separable && row.Layer.Op is not Depthwise;

    /// <summary>Each such convolution with the one before it.</summary>
    public static IEnumerable<(LayerRow Before, LayerRow Row)> WidePairs(Flow flow) => flow.Rows.Where(r => r.IsWide())
        .Select(r => (Before: Previous(flow, r)!, Row: r)).Where(p => p.Before is not null && p.Before.IsWide());

    /// <summary>Pools windows; global and adaptive pooling don't.</summary>
    public static bool PoolsWindows(this LayerRow row) => row.Layer.Op is Pooling;

    /// <summary>Each hidden dense layer with the dense layer before it.</summary>
    public static IEnumerable<(LayerRow Before, LayerRow Row)> HiddenPairs(Flow flow) => flow.Rows
        .Where(r => r.Layer.Op is Dense && flow.Downstream(r, b => !b.HasWeights()).Any(b => b.HasWeights()))
        .Select(r => (Before: Previous(flow, r)!, Row: r)).Where(p => p.Before is { Layer.Op: Dense });

    /// <summary>The step to one size in all, which no rule of thumb is against.</summary>
    public static NextStep TakeEqual(IReadOnlyList<LayerRow> rows, string argument, long value, string noun) => new(
        $"take {value} {noun} too", rows.All(r => r.Layer.Op.Has(argument))
            ? draft => rows.Aggregate(draft, (d, row) => d.Set(row.Path, argument, new NumberArgument(value))) : null);

    /// <summary>A layer, and those of the pairs behind it that give fewer channels too: they would be the next to differ.</summary>
    public static IReadOnlyList<LayerRow> AndNarrower(this IEnumerable<(LayerRow Before, LayerRow Row)> pairs, LayerRow row, long channels)
    {
        List<LayerRow> narrower = [row];
        foreach ((LayerRow before, LayerRow next) in pairs.Where(p => p.Row.Output.Channels.Constant < channels))
        {
            if (narrower[narrower.Count - 1] == before)
            {
                narrower.Add(next);
            }
        }

        return narrower;
    }

    /// <summary>Its longest side.</summary>
    public static int Kernel(LayerRow row) => row.Layer.Op.Window(row.Layer, row.Inputs[0])!.Axes.Max(a => a.Kernel);
}
