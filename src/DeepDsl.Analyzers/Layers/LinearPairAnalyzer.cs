using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Convolutions;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Ops.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Layers with weights that together are no more than one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LinearPairAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LayerRules.DD3012_LinearPair];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows.Where(r => IsPlain(r) && r.Activation() is null))
        {
            if (Next(model.Flow, row, out bool flattens) is { } next && IsPlain(next)
                && !IsFactorisation(row, next, flattens) && !IsUpsampling(next))
            {
                model.Report(LayerRules.DD3012_LinearPair, row.Path,
                    $"Nothing non-linear stands between {row.Layer.Title} and {next.Layer.Title}, so with {row.Parameters} and "
                    + $"{next.Parameters} parameters they compute no more "
                    + $"than one such layer from {row.Inputs[0]} to {next.Output} could. Give the first an activation.",
                    "Activation", new LayerEdits(model, "Use ReLU").SetActivation(row, "ReLU").ToString());
            }
        }
    }

    /// <summary>Trains weights of its own, all to all: not depthwise or in groups, halves of a factorised convolution.</summary>
    private static bool IsPlain(LayerRow row) => row.StartsWeights() && !row.IsGrouped();

    /// <summary>
    /// The layer with weights behind it, over what is linear. Null where other layers read a value between too (a skip begins there, or it
    /// is a code), where values are merged, and behind a reshape (the projection that opens a decoder).
    /// </summary>
    private static LayerRow? Next(Flow flow, LayerRow row, out bool flattens)
    {
        flattens = false;
        LayerRow? at = flow.OnlyReader(row);
        while (at is not null && !at.HasWeights())
        {
            flattens |= at.Layer.Op is Flatten;
            at = at.Layer.Op is Identity or Flatten or BatchNorm or AvgPooling or GlobalAvgPool1D or GlobalAvgPool2D
                or ZeroPad1D or ZeroPad2D || at.DropRate() > 0 ? flow.OnlyReader(at) : null;
        }

        return at;
    }

    /// <summary>Narrower between than at both ends, as linear bottlenecks and codes are; or a kernel in two, 1 x k and k x 1.</summary>
    private static bool IsFactorisation(LayerRow first, LayerRow second, bool flattens)
    {
        (Shape input, Shape middle, Shape output) = (first.Inputs[0], first.Output, second.Output);
        bool narrow = flattens
            ? middle.Size.Constant < input.Size.Constant && middle.Size.Constant < output.Size.Constant
            : middle.Channels.Value < input.Channels.Value && middle.Channels.Value < output.Channels.Value;
        return narrow || (first.Layer.Op.Window(first.Layer, input) is { } a
            && second.Layer.Op.Window(second.Layer, second.Inputs[0]) is { } b && a.Rank == b.Rank && Stretches(a, b) && Stretches(b, a));
    }

    /// <summary>A transposed convolution that enlarges a map and keeps its channels: a learned interpolation, as of scores.</summary>
    private static bool IsUpsampling(LayerRow row) =>
        row.Layer.Op is ConvTranspose1D or ConvTranspose2D or ConvTranspose3D && row.Layer.Int("Stride") > 1
        && row.Inputs[0].Channels == row.Output.Channels;

    /// <summary>Whether a reaches along an axis on which b is one wide.</summary>
    private static bool Stretches(ConvGeometry a, ConvGeometry b) =>
        Enumerable.Range(0, a.Rank).Any(i => a.Axes[i].Kernel > 1 && b.Axes[i].Kernel == 1);
}
