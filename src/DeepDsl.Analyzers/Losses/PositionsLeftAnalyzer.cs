using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Ops.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>
/// Classifiers of sequences that never leave the sequence: a dense layer answers at every position that windows without padding have left,
/// and these are no steps of the input that could be labelled. On images DD2001 says so. Stacks of convolutions alone that tell classes apart
/// are left alone: recognisers of speech label the frames that such a stack leaves.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PositionsLeftAnalyzer : LossAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LossRules.DD4013_PositionsLeft];

    private protected override void Analyze(LossReading reading)
    {
        if (!reading.IsKnown || reading.Loss.Use.Function is not (CategoricalLoss or BinaryLoss) || reading.Loss.Use.OutputShape.Rank != 2
            || FirstDense(reading.Loss.Row) is not { } dense || WindowsBefore(dense) is not { } windows
            || !(reading.Units == 1 || windows.Pools || windows.Convolutions == 1))
        {
            return;
        }

        int left = dense.Inputs[0][0].Value;
        if (Math.Abs((left * windows.Stride) - windows.Steps) < windows.Stride)
        {
            return; // a label for each step, or for every few
        }

        LayerRow before = dense.Sources[0]!;
        reading.Model.Report(LossRules.DD4013_PositionsLeft, dense.Path,
            $"{dense.Layer.Title} answers at {(left == 1 ? "the one position" : $"each of the {left} positions")} of {dense.Inputs[0]} that windows "
            + $"have left of {windows.Steps} steps, and {reading.Title} "
            + "wants a label for each.", "",
            [
                new("add [Flatten] before it", draft => draft.InsertAfter(reading.Model.Flow, before, nameof(Flatten)))
                    { Because = " for one answer", Title = "Insert [Flatten]" },
                new("use Padding.Same") { Because = " to label steps" },
            ]);
    }

    /// <summary>The first of the dense layers that end the model, if they read a sequence.</summary>
    private static LayerRow? FirstDense(LayerRow? output)
    {
        LayerRow? first = null;
        for (LayerRow? at = output; at is not null && (at.Layer.Op is Dense || at.IsActivation() || at.IsNoise()); at = at.Sources[0])
        {
            first = at.Layer.Op is Dense ? at : first;
        }

        return first?.Sources[0] is not null && first.Inputs[0].Rank == 2 ? first : null;
    }

    /// <summary>The windows between the input and a dense layer; null where more than windows came between.</summary>
    private static Windows? WindowsBefore(LayerRow dense)
    {
        Windows windows = new(0, 1, 0, false);
        LayerRow at = dense;
        while (at.Sources.Count == 1 && at.Sources[0] is { } before)
        {
            at = before;
            if (at.Layer.Op.Window(at.Layer, at.Inputs[0]) is { Rank: 1 } window && (at.HasWeights() || at.Layer.Op is Pooling))
            {
                windows = windows with
                {
                    Stride = windows.Stride * window.Axes[0].Stride,
                    Convolutions = windows.Convolutions + (at.HasWeights() ? 1 : 0),
                    Pools = windows.Pools || !at.HasWeights(),
                };
            }
            else if (!(at.IsActivation() || at.IsNoise() || at.IsNorm() || at.Layer.Op is Dense or Embedding))
            {
                return null;
            }
        }

        return at.Sources.Count == 1 && at.Inputs[0].Rank > 0 ? windows with { Steps = at.Inputs[0][0].Value } : null;
    }

    /// <param name="Steps">How many steps the input has.</param>
    /// <param name="Stride">How many of them one step at the end moves.</param>
    /// <param name="Convolutions">How many of the windows are convolutions.</param>
    /// <param name="Pools">Whether others are pools.</param>
    private sealed record Windows(int Steps, int Stride, int Convolutions, bool Pools);
}
