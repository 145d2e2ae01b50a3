using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// Finds the dimensions set at run time that a batch may be cut along, behind its longest sequence: nothing but padding lies there, and no
/// loss would notice.
/// </summary>
internal static class FindPaddedExtents
{
    /// <summary>What tells how long the sequences along a dimension are; none where a cut would be noticed.</summary>
    public static IReadOnlyList<StepLengths> Run(ModelGraph model, IReadOnlyList<LossUse> losses, string symbol)
    {
        StepLengths[] lengths = [.. model.Lengths.Values.Where(l => l.Steps == Dim.Symbol(symbol) && l.Changes.Count == 0).Distinct()];
        bool isCut = model.Inputs.All(i => IsCut(i.Node.Shape.WithoutBatch(), symbol))
            && model.Rows.All(row => ReadsBySteps(model, row, symbol))
            && losses.All(l => IsCut(l, symbol));
        return isCut ? lengths : [];
    }

    /// <summary>Whether a layer gives the own steps the same without those behind: it knows which these are, or takes each by itself.</summary>
    private static bool ReadsBySteps(ModelGraph model, LayerRow row, string symbol) =>
        row.Reads.All(r => !Has(r.Shape, symbol) || model.LengthsOf(r) is not null || model.PaddedSamples.Contains(r))
        || (row.Layer.Op.Steps(row.Layer, row.Inputs) == StepUse.Each && !row.Layer.Op.MixesSamples(row.Layer));

    private static bool IsCut(LossUse loss, string symbol) => !Has(loss.OutputShape, symbol)
        || (loss.Lengths is not null
            && (loss.TargetShape is not { } target || IsCut(target, symbol))
            && (loss.LabelShape is not { } labels || (loss.Sequences is null ? IsCut(labels, symbol) : !Has(labels, symbol))));

    /// <summary>Whether what is cut off lies behind the rest: steps, or as many of them as strides leave.</summary>
    private static bool IsCut(Shape shape, string symbol) => !Has(new Shape(shape.Skip(1)), symbol);

    private static bool Has(Shape shape, string symbol) => shape.Any(d => d.Symbols.Contains(symbol));
}
