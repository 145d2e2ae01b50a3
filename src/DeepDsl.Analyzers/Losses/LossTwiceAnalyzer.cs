using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>Losses that ask an output what another asks it already. Different ones, as Dice beside a cross-entropy, are usual.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossTwiceAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LossRules.DD4018_LossTwice];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (IGrouping<string, ModelLoss> same in model.Losses.GroupBy(Question))
        {
            ModelLoss first = same.First();
            foreach (ModelLoss second in same.Skip(1))
            {
                model.ReportSetting(LossRules.DD4018_LossTwice, second.Setting,
                    $"{second.Use.Title} asks output \"{model.Graph.Outputs[second.Use.Output].Name}\" what {first.Use.Title} asks it: "
                    + "the two are one that counts more. Remove it and give the other a Weight, or let it read another output.");
            }
        }
    }

    /// <summary>All but how much it counts; the output by its place, since the only one need not be named.</summary>
    private static string Question(ModelLoss loss) => string.Join(", ", loss.Use.Spec.Attribute.Arguments
        .Where(a => a.Name is not LossSpec.WeightName and not LossSpec.OutputName).Select(a => $"{a.Name} = {a.Value}")
        .OrderBy(a => a, StringComparer.Ordinal).Append($"{loss.Use.Output}"));
}
