using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Training;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Sigmoids and tanhs one behind another, each of which takes its share of the gradient.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SaturationAnalyzer : ModelAnalyzer
{
    /// <summary>
    /// Of what is left of the gradient, the least that a step of gradient descent may make of it: textbooks train LeNet-5 with four sigmoids
    /// at rates of 0.1 to 0.9, which is more.
    /// </summary>
    private const double LeastStep = 3e-4;

    private static readonly Kind[] Kinds =
    [
        new("Sigmoid", 0.25, "at most", 3, 5, LayerRules.DD3003_SigmoidStack, 2, LayerRules.DD3005_SigmoidsInARow),

        // The mean of 1 - tanh(x)^2 over a normal x of variance 1. LeNet-5 has four tanh layers, physics-informed networks eight or nine.
        new("Tanh", 0.61, "about", 10, 10, LayerRules.DD3004_TanhStack, 5, LayerRules.DD3006_TanhsInARow),
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
                    bool warns = length >= kind.Hopeless || (length >= kind.LeastToWarn && !MakesUpFor(train, Math.Pow(kind.Derivative, length)));
                    Report(model, kind, run, length, warns);
                }
            }
        }
    }

    /// <summary>Adaptive optimizers take steps of the same length however small the gradient; the others need a rate for it.</summary>
    private static bool MakesUpFor(TrainSettings? train, double left) =>
        train?.Facts is { } facts && (facts.IsAdaptive || train.Rate * left / (1 - train.Inertia) >= LeastStep);

    private static bool Counts(Flow flow, LayerRow row, string function) =>
        row.Activation() == function && flow.IsHidden(row) && !flow.IsGate(row);

    /// <summary>Once a run, at the layer that makes it too long.</summary>
    private static void Report(ModelUnderAnalysis model, Kind kind, IReadOnlyList<(LayerRow Row, int Number)> run, int length, bool warns)
    {
        LayerRow row = run.At(warns ? kind.LeastToWarn : kind.LeastToInform);
        string left = Math.Pow(kind.Derivative, length).ToString("G2", CultureInfo.InvariantCulture);
        string factor = kind.Derivative.ToString(CultureInfo.InvariantCulture);
        LayerEdits edits = new(model, run.Count == 1 ? "Use ReLU" : $"Use ReLU in these {run.Count} layers");
        foreach ((LayerRow member, _) in run)
        {
            edits.SetActivation(member, "ReLU");
            if (member.HasWeights() && member.Layer.Enum("Init") is "GlorotUniform" or "GlorotNormal")
            {
                edits.Unset(member, "Init"); // which would stay behind as the wrong one for ReLU
            }
        }

        model.Report(warns ? kind.Warning : kind.Info, row.Path,
            $"{row.Layer.Title} is number {(warns ? kind.LeastToWarn : kind.LeastToInform)} of {length} layers with {kind.Function} "
            + "one behind another, with neither normalisation nor skip between: "
            + $"{kind.Bound} {factor}^{length} = {left} of the gradient is left in front of them. Use ReLU in hidden layers, or "
            + "[BatchNorm] between them.",
            "Activation", edits.ToString());
    }

    /// <param name="Function">The activation.</param>
    /// <param name="Derivative">What is left of the gradient behind one, at most or on the average.</param>
    /// <param name="Bound">Which of the two it is.</param>
    /// <param name="LeastToWarn">The length of a run that hurts where the optimizer doesn't make up for it.</param>
    /// <param name="Hopeless">The length of a run that no optimizer makes up for.</param>
    /// <param name="LeastToInform">The length of a run that may.</param>
    private sealed record Kind(
        string Function, double Derivative, string Bound, int LeastToWarn, int Hopeless, DiagnosticDescriptor Warning,
        int LeastToInform, DiagnosticDescriptor Info);
}
