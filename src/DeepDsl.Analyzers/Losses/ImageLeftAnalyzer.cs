using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>
/// Classifiers of images that never leave the image: the last convolution answers at each position of a map that windows have made far
/// smaller than the image. Labels of pixels come at the size of the image, or at a fraction of it that padding keeps exact.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ImageLeftAnalyzer : LossAnalyzer
{
    /// <summary>Maps smaller by up to this factor are taken for a coarse grid of labels.</summary>
    private const int CoarseGrid = 8;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LossRules.DD4015_ImageLeft];

    private protected override void Analyze(LossReading reading)
    {
        if (!reading.IsKnown || reading.Model.Built.Problems.Any(p => p.Kind == ProblemKind.WrongRank) // which says so of a dense layer
            || reading.Loss.Use.Function is not CategoricalLoss || reading.Loss.Use.OutputShape.Rank != 3 || reading.Loss.Row is not { } last
            || Windows(last) is not { } image)
        {
            return;
        }

        Compiler.Ir.Shape map = reading.Loss.Use.OutputShape;
        bool exact = Enumerable.Range(0, 2).All(i => image[i].Value % map[i].Value == 0 && image[i].Value / map[i].Value <= CoarseGrid);
        if (exact || map[0].Value * map[1].Value == 1)
        {
            return;
        }

        reading.Model.Report(LossRules.DD4015_ImageLeft, last.Path,
            $"{last.Layer.Title} answers at each of the {map[0]} x {map[1]} positions that windows have left of {image[0]} x {image[1]}, and "
            + $"{reading.Title} wants a label for each.", "",
            [
                new("end with [GlobalAvgPool2D]", draft => draft.InsertAfter(reading.Model.Flow, last, nameof(GlobalAvgPool2D)))
                    { Because = " for one label an image", Title = "Insert [GlobalAvgPool2D]" },
                new("use Padding.Same and scale the map up again") { Because = " to label pixels" },
            ]);
    }

    /// <summary>The image, where nothing but windows that shrink it and what reads each position by itself stand between; else null.</summary>
    private static Compiler.Ir.Shape? Windows(LayerRow last)
    {
        for (LayerRow at = last; ; at = at.Sources[0]!)
        {
            bool windows = at.Layer.Op.Window(at.Layer, at.Inputs[0]) is { Rank: 2 } && (at.HasWeights() || at.Layer.Op is Pooling);
            if (at.Sources.Count != 1 || !(windows || at.IsActivation() || at.IsNoise() || at.IsNorm() || at.Layer.Op is Dense or Identity)
                || at.Inputs[0].Rank != 3 || !at.Inputs[0].IsConstant)
            {
                return null;
            }

            if (at.Sources[0] is null)
            {
                return at.Inputs[0];
            }
        }
    }
}
