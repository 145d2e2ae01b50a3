using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Training;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Initialisations of a spread of their own whose factors, layer behind layer, leave nothing of a signal or make it overflow.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SignalScaleAnalyzer : ModelAnalyzer
{
    /// <summary>
    /// Simonyan and Zisserman (2015) could train 11 layers from N(0, 0.01), which leave some 1e-5.2 of a signal, but not 16, which leave 1e-7.7.
    /// </summary>
    private const double Faded = -6;

    /// <summary>Below this a gradient is small beside the epsilon of adaptive optimizers too.</summary>
    private const double FadedForAdaptive = -7.5;

    /// <summary>Networks of four layers from N(0, 1) start with scores of 1e5, and come down from there by steps of a bounded length.</summary>
    private const double ExplodedForAdaptive = 8;

    /// <summary>A step along such a gradient makes the next one larger still.</summary>
    private const double Exploded = 5;

    /// <summary>A layer that leaves less than this of a signal, or makes more than its inverse of it, is to blame.</summary>
    private const double Blamed = 0.5;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LayerRules.DD3025_SignalScale];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        if (!model.Flow.Rows.Any(r => r.StartsWeights() && HasOwnSpread(r)))
        {
            return;
        }

        TrainSettings? train = TrainSettings.Of(model);
        double faded = train is { Facts.IsAdaptive: false } ? Faded : FadedForAdaptive;
        double exploded = train is { Facts.IsAdaptive: false, Clips: false } ? Exploded : ExplodedForAdaptive;
        SignalScales scales = new(model);
        foreach (LayerRow end in model.Flow.Rows.Where(r => r.HasWeights() && !r.IsGuessed))
        {
            Signal signal = scales[end];
            if (signal.Scale <= faded || signal.Scale >= exploded)
            {
                bool IsBlamed(LayerRow row) => row.StartsWeights() && HasOwnSpread(row)
                    && scales.Gain(row) is { } gain && (signal.Scale < 0 ? gain < Blamed : gain > 1 / Blamed);
                if (signal.Path.Count(IsBlamed) > 1)
                {
                    Report(model, scales, [.. model.Flow.Rows.Where(IsBlamed)], end, signal);
                }

                return; // what lies behind has the same cause
            }
        }
    }

    /// <summary>Not one that follows from the number of inputs.</summary>
    private static bool HasOwnSpread(LayerRow row) => row.Layer.Enum("Init") is "Uniform" or "Normal" or "TruncatedNormal" or "Orthogonal";

    /// <summary>At the layer that does most; the fix changes the others too.</summary>
    private static void Report(ModelUnderAnalysis model, SignalScales scales, LayerRow[] blamed, LayerRow end, Signal signal)
    {
        bool fades = signal.Scale < 0;
        LayerRow worst = blamed.Intersect(signal.Path).OrderBy(r => fades ? scales.Gain(r) : -scales.Gain(r)).First();
        string spread = worst.Layer.Real("InitValue") is var value && value != 0 ? $" of {new NumberArgument(value)}" : "";
        string gain = InitialWeights.Rounded(scales.Gain(worst)!.Value);
        string left = Math.Pow(10, signal.Scale).ToString("0E+0", CultureInfo.InvariantCulture);
        model.Report(LayerRules.DD3025_SignalScale, worst.Path,
            $"{worst.Layer.Title} starts with Init.{worst.Layer.Enum("Init")}{spread}, which makes {gain} of a signal of 1; up to "
            + $"{end.Layer.Title} {signal.Path.Count()} layers together make {left} of it, and of the gradient on its way back, which "
            + (fades ? "vanishes." : "overflows."),
            "Init",
            [new("remove Init", draft => blamed.Aggregate(draft, (d, row) => d.DropGiven(row, "Init", "InitValue")))
                { Because = ", so that weights start as fits their number", Title = $"Remove Init from these {blamed.Length} layers" }]);
    }
}
