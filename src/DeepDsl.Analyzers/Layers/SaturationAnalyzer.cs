using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Training;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Ops.Norms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Sigmoids and tanhs one behind another, each of which takes its share of the gradient.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SaturationAnalyzer : ModelAnalyzer
{
    /// <summary>Networks of space and time read no more numbers: what they learn must be smooth, and eight or nine tanhs are usual.</summary>
    private const int MostCoordinates = 4;

    private const int LeastTanhsOfCoordinates = 10;

    private static readonly Kind[] Kinds =
    [
        new("Sigmoid", 0.25, "at most", 3, LayerRules.DD3003_SigmoidStack, 2, LayerRules.DD3005_SigmoidsInARow) { LeastStep = 2e-3 },

        // The mean of 1 - tanh(x)^2 over a normal x of variance 1. LeNet-5 has four tanh layers.
        new("Tanh", 0.61, "about", 6, LayerRules.DD3004_TanhStack, 5, LayerRules.DD3006_TanhsInARow),
    ];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. Kinds.SelectMany(k => new[] { k.Warning, k.Info })];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        TrainSettings? train = TrainSettings.Of(model);
        foreach (Kind kind in Kinds)
        {
            foreach (IReadOnlyList<(LayerRow Row, int Number)> run in Runs.Of(model.Flow, r => Counts(model.Flow, r, kind.Function)))
            {
                int length = run.Length();
                if (length >= kind.LeastToInform)
                {
                    int least = kind.Function == "Tanh" && IsOfCoordinates(model) ? LeastTanhsOfCoordinates : kind.LeastToWarn;
                    bool warns = length >= least && !MakesUpFor(train, kind, length);
                    Report(model, kind, run, length, warns ? least : null);
                }
            }
        }
    }

    private static bool IsOfCoordinates(ModelUnderAnalysis model) =>
        (model.Graph.HasGuessedInputs || model.Graph.Inputs.Sum(i => i.Node.Shape.WithoutBatch().Size.Constant) <= MostCoordinates)
        && !model.Losses.Any(l => l.Use.Function is CategoricalLoss or BinaryLoss);

    /// <summary>Whether steps are long all the same. Adaptive optimizers stretch them too, but the noise of small gradients with them.</summary>
    private static bool MakesUpFor(TrainSettings? train, Kind kind, int length) => train?.Facts is { IsAdaptive: false }
        && train.Rate * Math.Pow(kind.Derivative, length) / (1 - train.Inertia) >= kind.LeastStep;

    private static bool Counts(Flow flow, LayerRow row, string function) =>
        row.Activation() == function && flow.IsHidden(row) && !flow.IsGate(row)
        && !(row.IsActivation() && flow.ActivationBefore(row) is not null); // which is one too many anyway

    /// <summary>Once a run, at the layer that makes it too long.</summary>
    private static void Report(ModelUnderAnalysis model, Kind kind, IReadOnlyList<(LayerRow Row, int Number)> run, int length, int? warned)
    {
        int number = warned ?? kind.LeastToInform;
        LayerRow row = run.At(number);
        string left = Math.Pow(kind.Derivative, length).ToString("G2", CultureInfo.InvariantCulture);
        string factor = kind.Derivative.ToString(CultureInfo.InvariantCulture);
        model.Report(warned is null ? kind.Info : kind.Warning, row.Path,
            $"{row.Layer.Title} is number {number} of {length} layers with {kind.Function} "
            + "one behind another, with neither normalisation nor skip between: "
            + $"{kind.Bound} {factor}^{length} = {left} of the gradient is left in front of them.",
            "Activation",
            [
                new("use ReLU in hidden layers", draft => UseReLU(draft, [.. run.Select(r => r.Row)]))
                    { Title = run.Count == 1 ? "Use ReLU" : $"Use ReLU in these {run.Count} layers" },
                new("put [BatchNorm] between them", draft => PutNorms(draft, model, [.. run.Select(r => r.Row)])),
            ]);
    }

    /// <summary>Behind each but the last.</summary>
    private static Draft PutNorms(Draft draft, ModelUnderAnalysis model, LayerRow[] rows) =>
        rows.Take(rows.Length - 1).Aggregate(draft, (d, row) => d.InsertAfter(model.Flow, row, nameof(BatchNorm)));

    private static Draft UseReLU(Draft draft, LayerRow[] rows)
    {
        foreach (LayerRow row in rows)
        {
            draft.SetActivation(row, "ReLU");
            if (row.HasWeights() && row.Layer.Enum("Init") is "GlorotUniform" or "GlorotNormal")
            {
                draft.DropGiven(row, "Init"); // which would stay behind as the wrong one for ReLU
            }
        }

        return draft;
    }

    /// <param name="Function">The activation.</param>
    /// <param name="Derivative">What is left of the gradient behind one, at most or on the average.</param>
    /// <param name="Bound">Which of the two it is.</param>
    /// <param name="LeastToWarn">The length of a run that hurts.</param>
    /// <param name="LeastToInform">The length of a run that may.</param>
    private sealed record Kind(
        string Function, double Derivative, string Bound, int LeastToWarn, DiagnosticDescriptor Warning, int LeastToInform, DiagnosticDescriptor Info)
    {
        /// <summary>
        /// Of what is left of the gradient, the least that a step of gradient descent must make of it: a textbook trains LeNet-5 with four
        /// sigmoids at a rate of 0.9.
        /// </summary>
        public double LeastStep { get; init; } = double.PositiveInfinity;
    }
}
