using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Fits that are validated on samples that they train on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValidationAnalyzer : InvocationAnalyzer
{
    /// <summary>What makes a data set of some samples of another.</summary>
    private static readonly HashSet<string> s_parts = ["Slice", "Take", "Skip", "Select", "Where", "Shuffled"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageRules.DD7012_ValidatedOnTraining];

    protected override bool LooksAt(string name) => name is "Fit" or "FitAsync";

    protected override void Analyze(IInvocationOperation call, SyntaxNodeAnalysisContext context)
    {
        if (call.TargetMethod.ContainingType is { } owner && ModelCall.IsNetwork(owner) && call.Arguments.Length > 1
            && Validation(call.Arguments.Last().Value) is { } validation && call.Arguments.First() is { } train
            && IsOf(validation, train.Value))
        {
            context.ReportDiagnostic(Diagnostic.Create(UsageRules.DD7012_ValidatedOnTraining, validation.Syntax.GetLocation(),
                $"{validation.Syntax} validates {call.Syntax.ToString().Split('(')[0]}, which trains on the same samples: what the model knows "
                + "by heart counts as learnt. "
                + $"Set ValidationFraction = 0.1 in its place, which holds samples of {train.Value.Syntax} out, or keep some apart."));
        }
    }

    private static IOperation? Validation(IOperation options) =>
        KnownLength.Unconverted(options) is IObjectCreationOperation { Initializer: { } initial }
            ? initial.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(a => IsValidation(a.Target))?.Value : null;

    private static bool IsValidation(IOperation target) =>
        target is IPropertyReferenceOperation { Property: { Name: "Validation", ContainingType.Name: "FitOptions" } };

    private static bool IsOf(IOperation part, IOperation whole) => KnownLength.Unconverted(part) switch
    {
        IInvocationOperation { Instance: { Type.Name: "Dataset" } of } call when s_parts.Contains(call.TargetMethod.Name) => IsOf(of, whole),
        IInvocationOperation { TargetMethod: { Name: "FromArrays", ContainingType.Name: "Dataset" } } made =>
            SameValue.Is(made.Arguments[0].Value, whole),
        var value => SameValue.Is(value, whole),
    };
}
