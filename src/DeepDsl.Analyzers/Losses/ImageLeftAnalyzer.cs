using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Ops.Shapes;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>
/// Classifiers of images that never leave the image: the last convolution answers at each position of a map that windows have made far
/// smaller than the image. Labels of pixels come at the size of the image, or at a fraction of it that padding keeps exact; those of cells
/// at a coarse fraction. Windows without padding that also stride leave positions that are neither, and which nothing can label.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ImageLeftAnalyzer : LossAnalyzer
{
    /// <summary>Maps smaller by up to this factor are taken for a grid of labels, as segmentation has it.</summary>
    private const int CoarseGrid = 8;

    /// <summary>A map of no more rows and columns is rather what pools have left of a small image.</summary>
    private const int FewPositions = 8;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LossRules.DD4015_ImageLeft, LossRules.DD4019_NoSuchPositions];

    private protected override void Analyze(LossReading reading)
    {
        if (!reading.IsKnown || reading.Model.Built.Problems.Any(p => p.Kind == ProblemKind.WrongRank) // which says so of a dense layer
            || reading.Loss.Use.OutputShape.Rank != 3 || reading.Loss.Row is not { } last || Chain(last) is not { } rows)
        {
            return;
        }

        LayerRow? dense = rows.TakeWhile(r => r.Layer.Op is Dense || r.IsActivation() || r.IsNoise()).LastOrDefault(r => r.Layer.Op is Dense);
        bool isOfClasses = reading.Loss.Use.Function is CategoricalLoss;

        Shape image = rows[rows.Count - 1].Inputs[0];
        Shape map = reading.Loss.Use.OutputShape;
        int[] sizes = [image[0].Value, image[1].Value];
        int[] left = [map[0].Value, map[1].Value];
        bool shrinks = !sizes.SequenceEqual(left);
        bool isGrid = Enumerable.Range(0, 2).All(i => sizes[i] % left[i] == 0 && sizes[i] / left[i] <= CoarseGrid)
            && left.Any(size => size > FewPositions);
        bool hasNoGrid = HasNoGrid(rows, sizes, left);
        if (!shrinks || isGrid || IsDetector(reading) || left.All(size => size == 1) || !(isOfClasses || (reading.IsRegression && dense is not null && hasNoGrid)))
        {
            return;
        }

        // Positions without a label are told by such an index: each has one of its own.
        if (reading.Loss.Use.IgnoreIndex is not null)
        {
            return;
        }

        string? classes = isOfClasses ? reading.ExclusiveClasses : null;
        bool isCertain = isOfClasses && (hasNoGrid || classes is not null) && reading.Model.Graph.OutputRows.Count == 1;
        string fact =
            $"{last.Layer.Title} answers at each of the {map[0]} x {map[1]} positions that windows have left of {image[0]} x {image[1]},";
        reading.Model.Report(isCertain ? LossRules.DD4019_NoSuchPositions : LossRules.DD4015_ImageLeft, last.Path,
            fact + (isCertain && hasNoGrid ? $" which are no grid of it that could be labelled, and {reading.Title} wants a label for each."
                : isCertain ? $" {reading.Title} wants a label for each, and by [Labels] a sample is one of {classes}."
                : $" and {reading.Title} wants a {(isOfClasses ? "label" : "target")} for each."), "",
            dense is null ? Steps(reading, last) : Steps(reading, dense, isOfClasses));
    }

    /// <summary>What makes one answer of dense layers that end the model.</summary>
    private static NextStep[] Steps(LossReading reading, LayerRow dense, bool isOfClasses) =>
    [
        new($"add [Flatten] before {dense.Layer.Title}", draft => dense.Sources[0] is { } before
            ? draft.InsertAfter(reading.Model.Flow, before, nameof(Flatten)) : draft.If(false))
            { Because = " for one answer an image", Title = "Insert [Flatten]" },
        new("use Padding.Same") { Because = isOfClasses ? " to label pixels" : " to answer for pixels" },
    ];

    private static NextStep[] Steps(LossReading reading, LayerRow last)
    {
        Argument units = new NumberArgument(reading.Units);
        AttributeSpec dense = new(nameof(Dense), last.Layer.Spec["Activation"] is { } activation
            ? new[] { new ArgumentSpec("Units", units), new ArgumentSpec("Activation", activation) } : [new ArgumentSpec("Units", units)]);
        AttributeSpec flatten = new(nameof(Flatten), EquatableArray<ArgumentSpec>.Empty);
        NextStep pool = new("end with [GlobalAvgPool2D]", draft => draft.InsertAfter(reading.Model.Flow, last, nameof(GlobalAvgPool2D)))
            { Because = " for one label an image", Title = "Insert [GlobalAvgPool2D]" };
        NextStep label = new("use Padding.Same and scale the map up again") { Because = " to label pixels" };
        return !last.HasWeights() ? [pool, label]
            :
            [
                pool with { Because = "" },
                new($"write [Flatten, Dense({reading.Units})] in place of {last.Layer.Title}",
                    draft => draft.Replace(last, flatten).InsertAfter(last.Path, dense))
                    { Because = " for one label an image", Title = $"Write [Flatten, Dense({reading.Units})] in its place" },
                label,
            ];
    }

    /// <summary>Whether another loss is about the same positions too: cells that have a box, or something in them, have a class.</summary>
    private static bool IsDetector(LossReading reading) => reading.Model.Built.Losses.Any(l =>
        l.Output != reading.Loss.Use.Output && l.OutputShape.Rank == 3 && l.OutputShape.Take(2).SequenceEqual(reading.Loss.Use.OutputShape.Take(2)));

    /// <summary>
    /// Whether windows leave a margin out, and move by more than one pixel, so that positions are no cells of the image.
    /// </summary>
    private static bool HasNoGrid(IReadOnlyList<LayerRow> rows, int[] image, int[] map)
    {
        WindowAxis[][] windows =
            [.. rows.Select(r => r.Layer.Op.Window(r.Layer, r.Inputs[0])).OfType<ConvGeometry>().Select(g => g.Axes.ToArray())];
        return Enumerable.Range(0, 2).All(i => image[i] % map[i] != 0
            && windows.Any(w => w[i].Stride > 1) && windows.Any(w => w[i].Extent > w[i].Stride && w[i].Before + w[i].After == 0));
    }

    /// <summary>
    /// The layers up to the image, if nothing but windows that shrink it and what reads each position by itself stand between; else null.
    /// </summary>
    private static List<LayerRow>? Chain(LayerRow last)
    {
        List<LayerRow> rows = [];
        for (LayerRow at = last; ; at = at.Sources[0]!)
        {
            bool windows = at.Layer.Op.Window(at.Layer, at.Inputs[0]) is { Rank: 2 } && (at.HasWeights() || at.Layer.Op is Pooling);
            if (at.Sources.Count != 1 || !(windows || at.IsActivation() || at.IsNoise() || at.IsNorm() || at.Layer.Op is Dense or Identity)
                || at.Inputs[0].Rank != 3 || !at.Inputs[0].IsConstant)
            {
                return null;
            }

            rows.Add(at);
            if (at.Sources[0] is null)
            {
                return rows;
            }
        }
    }
}
