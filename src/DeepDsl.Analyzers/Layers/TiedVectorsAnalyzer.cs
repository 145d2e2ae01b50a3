using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>
/// Embeddings whose vectors are the weight of an [Unembed] too. As vectors they may start at deviation 1; as a weight of so many inputs they
/// make scores of sqrt(dimension), of which softmax is sure of some token before anything is learnt.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TiedVectorsAnalyzer : ModelAnalyzer
{
    /// <summary>Scores that deviate by so much give the likeliest of 10,000 tokens a quarter of the probability.</summary>
    private const double Loud = 4;

    private const int Digits = 3;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LayerRules.DD3040_LoudTiedVectors];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows.Where(r => r.Layer.Op is Unembed))
        {
            LayerRow embedding = row.Layer.Lender!;
            int dimension = embedding.Layer.Int("Dimension");
            double deviation = embedding.Layer.Real("InitValue");
            double scores = deviation * Math.Sqrt(dimension);
            if (scores <= Loud || !embedding.IsTrainable() || embedding.Shares() || embedding.Layer.Enum("Init") is not ("Normal" or "TruncatedNormal"))
            {
                continue;
            }

            NumberArgument quiet = new(Math.Round(1 / Math.Sqrt(dimension), Digits));
            model.Report(LayerRules.DD3040_LoudTiedVectors, embedding.Path,
                $"{embedding.Layer.Title} starts its vectors at deviation {new NumberArgument(deviation)}, and {row.Layer.Title} scores tokens by them: "
                + $"over {dimension} numbers a signal of 1 makes scores of {Math.Round(scores, 1)}, of which softmax gives the likeliest token far more than its share.",
                embedding.Layer.Has("InitValue") ? "InitValue" : "",
                [new($"write InitValue = {quiet}", draft => draft.Set(embedding.Path, "InitValue", quiet))]);
        }
    }
}
