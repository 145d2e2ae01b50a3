using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>Losses that count nothing in the sum.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossWithoutWeightAnalyzer : LossAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LossRules.DD4012_LossWithoutWeight];

    private protected override void Analyze(LossReading reading)
    {
        if (reading.Loss.Use.Weight == 0)
        {
            reading.Report(LossRules.DD4012_LossWithoutWeight,
                $"{reading.Title} counts 0 times in what is trained: it is computed at every step and moves no parameter.",
                [new("remove Weight = 0", draft => draft.DropSetting(reading.Loss.Setting, LossSpec.WeightName)), new("leave the loss out")],
                LossSpec.WeightName);
        }
    }
}
