using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops.Losses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Constant targets that are no probabilities, for a loss that takes such.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TargetRangeAnalyzer : CallAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageRules.DD7011_TargetRange];

    protected override void Analyze(ModelCall call)
    {
        foreach (CallValue target in call.Targets.Where(t => !t.Border!.IsInt && LengthAnalyzer.Fits(t, call.Samples)))
        {
            LossUse loss = call.LossOf(target);
            IReadOnlyList<IOperation> elements = KnownElements.Of(target.Argument.Value);
            double?[] values = [.. elements.Select(Constant)];
            int wrong = Array.FindIndex(values, v => v is < 0 or > 1);
            if (wrong >= 0 && loss.Function is not Hinge && loss.Function.Question is (LossQuestion.YesOrNo or LossQuestion.Class))
            {
                bool signs = values.All(v => v is 1 or -1);
                call.Report(UsageRules.DD7011_TargetRange, KnownElements.Place(elements[wrong], target.Location),
                    $"Target {values[wrong]!.Value.ToString(CultureInfo.InvariantCulture)} at position {wrong} is no probability, and "
                    + $"{loss.Title} of {call.Title} takes those, from 0 to 1: of others it falls without end. "
                    + (signs && loss.Function.Question is LossQuestion.YesOrNo
                        ? "Write 0 in place of -1, or use Loss.Hinge, which takes -1 and 1."
                        : "Correct it; for numbers there is Loss.MeanSquaredError."));
            }
        }
    }

    private static double? Constant(IOperation element) =>
        element.ConstantValue is { HasValue: true, Value: IConvertible value and not string and not bool } ? value.ToDouble(CultureInfo.InvariantCulture) : null;
}
