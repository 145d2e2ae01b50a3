using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>Hinge loss on outputs that never reach the margin on the negative side.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HingeOnPositiveAnalyzer : LossAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LossRules.DD4009_HingeOnPositive];

    private protected override void Analyze(LossReading reading)
    {
        if (reading is { Name: "Hinge", IsConstant: false, KnowsUnits: true }
            && reading.Form is ValueForm.Positive or ValueForm.Unit or ValueForm.Distribution)
        {
            reading.Report(LossRules.DD4009_HingeOnPositive,
                $"{reading.Title} wants -1 or less for negative targets, but {reading.Source} gives nothing below 0: their loss never falls below 1.",
                [reading.RemoveActivation()]);
        }
    }
}
