using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Convolutions;
using DeepDsl.Compiler.Ops.Pools;

namespace DeepDsl.Analyzers.Taste;

/// <summary>Neighbours in a plain stack.</summary>
internal static class Chain
{
    /// <summary>The layer with weights that this one reads through activations, norms, pools and the like; null behind a merge.</summary>
    public static LayerRow? Previous(LayerRow row)
    {
        LayerRow? source = row.Sources.Count == 1 ? row.Sources[0] : null;
        while (source is not null && !source.HasWeights())
        {
            source = source.IsMerge() || source.Sources.Count != 1 ? null : source.Sources[0];
        }

        return source;
    }

    /// <summary>A convolution over all channels, with a window of more than one element.</summary>
    public static bool IsWide(this LayerRow row) => row.IsConvolution() && Kernel(row) > 1;

    public static bool IsConvolution(this LayerRow row) => row.Layer.Op is Convolution or Separable && row.Layer.Op is not Depthwise;

    /// <summary>Each such convolution with the one before it.</summary>
    public static IEnumerable<(LayerRow Before, LayerRow Row)> WidePairs(ModelGraph graph) => graph.Rows.Where(r => r.IsWide())
        .Select(r => (Before: Previous(r)!, Row: r)).Where(p => p.Before is not null && p.Before.IsWide());

    /// <summary>Pools windows; global and adaptive pooling don't.</summary>
    public static bool PoolsWindows(this LayerRow row) => row.Layer.Op is Pooling;

    /// <summary>Its longest side.</summary>
    public static int Kernel(LayerRow row) => row.Layer.Op.Window(row.Layer, row.Inputs[0])!.Axes.Max(a => a.Kernel);
}
