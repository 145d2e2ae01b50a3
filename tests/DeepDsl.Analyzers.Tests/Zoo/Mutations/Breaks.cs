using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Convolutions;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Noise;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>What the mutations ask of layers.</summary>
internal static class Breaks
{
    public static string At(this Site site) => $"{site.Syntax} (layer {site.Row.Layer.Position})";

    /// <summary>A name that the attribute gives or reads; empty for none.</summary>
    public static string Given(this Site site, string argument) => site.Row.Layer.Spec[argument] is TextArgument text ? text.Value : "";

    public static bool IsWindow(this Site site) => site.Row.Inputs.Count == 1 && site.Op.Arguments.Any(a => a.Name == "Kernel")
        && site.Op.Window(site.Row.Layer, site.Row.Inputs[0]) is not null;

    public static ConvGeometry Window(this Site site) => site.Op.Window(site.Row.Layer, site.Row.Inputs[0])!;

    public static bool IsTransposed(this Site site) => site.Op.Name.StartsWith("ConvTranspose", StringComparison.Ordinal);

    public static bool IsConvolution(this Site site) => site.Op.GetType().Namespace == typeof(Conv2D).Namespace && !site.IsTransposed();

    /// <summary>Each unit reads all channels, so units that start alike stay alike.</summary>
    public static bool MixesChannels(this LayerRow row) =>
        row.HasWeights() && !row.Layer.Op.Name.StartsWith("Depthwise", StringComparison.Ordinal)
        && !row.Layer.Op.Name.StartsWith("Separable", StringComparison.Ordinal);

    /// <summary>Without paddings and sizes of their own for each axis, so that Kernel and Stride are all there is.</summary>
    public static bool IsPlain(this Site site) =>
        !new[] { "Padding", "Pad", "KernelH", "KernelW", "KernelD" }.Any(site.Row.Layer.Has);

    public static int Kernel(this Site site) => site.Window().Axes[0].Kernel;

    /// <summary>The size along the first axis of a window; the smallest where calls set it.</summary>
    public static int Length(this Site site) => (int)site.Row.Layer.Extents.Least(site.Row.Inputs[0][0]);

    /// <summary>Whether strides may be given to it: others are refused whatever they leave.</summary>
    public static bool HasConstantLength(this Site site) => site.Row.Inputs[0][0].IsConstant;

    /// <summary>Reaches a layer with weights further on.</summary>
    public static bool IsHidden(this Specimen model, LayerRow row) => model.Flow.Downstream(row, _ => true).Any(r => r.HasWeights());

    /// <summary>Through what does not add a layer: moves, noise, norms and plain activations.</summary>
    public static bool IsThin(LayerRow row) =>
        row.OnlyMoves() || row.IsNoise() || row.IsNorm() || (!row.HasWeights() && row.Activation() is not null);

    /// <summary>Ends a branch that an elementwise merge takes up: the end of a residual branch, or a gate.</summary>
    public static bool EndsBranch(this Specimen model, LayerRow row) =>
        model.Flow.Downstream(row, IsThin).Any(r => r.IsMerge() && r.Layer.Op is not Concat);

    /// <summary>The next layers with weights, over what stays linear.</summary>
    public static IEnumerable<LayerRow> LinearReaders(this Specimen model, LayerRow row) =>
        model.Flow.Downstream(row, r => r.OnlyMoves() || r.IsNoise()).Where(r => r.HasWeights());

    /// <summary>
    /// Whether nobody else reads what lies between two layers, so that without an activation they are one. Where a skip begins there,
    /// networks that activate before a product have none either; and a layer in groups is half of a factorised one.
    /// </summary>
    public static bool AllReadsAll(this Specimen model, LayerRow first, LayerRow reader)
    {
        LayerRow? at = model.Flow.OnlyReader(first);
        while (at is not null && at != reader)
        {
            at = model.Flow.OnlyReader(at);
        }

        return at is not null && reader.MixesChannels() && !reader.IsGrouped();
    }

    public static bool IsNoiseOrMove(LayerRow row) => row.OnlyMoves() || row.Layer.Op is Noisy;

    /// <summary>Only a chain: neither norm nor merge.</summary>
    public static bool IsPlainStack(this Specimen model) => !model.Graph.Rows.Any(r => r.IsNorm() || r.IsMerge());

    public static int Width(this LayerRow row) => row.Output.Channels.Value;
}
