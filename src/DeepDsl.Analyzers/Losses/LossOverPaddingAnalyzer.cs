using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>Losses with a label for each token, padding included, where the tokens say what padding is.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossOverPaddingAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LossRules.DD4014_LossOverPadding];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        LayerRow[] padded = [.. model.Flow.Rows.Where(r => r.Layer.Op is Embedding && r.Layer.Int("PaddingIndex") >= 0 && r.Output.Rank == 2)];
        foreach (ModelLoss loss in model.Losses.Where(
            l => l.Use.Function is CategoricalLoss && l.Use.IgnoreIndex is null && l.Use.Lengths is null && l.Use.OutputShape.Rank == 2))
        {
            if (loss.Row is null || padded.FirstOrDefault(p => Reaches(model.Flow, p, loss)) is not { } embedding)
            {
                continue;
            }

            int padding = embedding.Layer.Int("PaddingIndex");

            // Labels that are tokens have the padding among them.
            int ignored = loss.Use.Classes == embedding.Layer.Int("Vocabulary") ? padding : -1;
            string index = new NumberArgument(ignored).ToString();
            model.ReportSetting(LossRules.DD4014_LossOverPadding, loss.Setting,
                $"{loss.Use.Title} counts all {loss.Use.OutputShape[0]} steps of a sample, those too that {embedding.Layer.Title} "
                + "reads as padding: the model learns to predict padding, and its loss depends on how long sequences are.", "",
                [new($"write IgnoreIndex = {index}", draft => draft.SetSetting(loss.Setting, LossSpec.IgnoreIndexName, index))
                    { Because = ", with that label at padding", ChangesData = ignored != padding }]);
        }
    }

    private static bool Reaches(Flow flow, LayerRow embedding, ModelLoss loss) =>
        embedding.Output[0] == loss.Use.OutputShape[0] && flow.Upstream(loss.Row!, r => r.Output.Rank == 2).Contains(embedding);
}
