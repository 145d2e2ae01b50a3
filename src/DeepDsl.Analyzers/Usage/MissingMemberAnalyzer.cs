using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Spec.Foreign;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Members that a model has only with other attributes, or by another name, and settings that are no arguments.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingMemberAnalyzer : RejectedCallAnalyzer
{
    /// <summary>What to do in place of what other libraries have.</summary>
    private static readonly Dictionary<string, string> s_elsewhere = new()
    {
        ["compile"] = "What Keras' compile says stands in the declaration: [Loss(...)] and [Train(Optimizer = ...)]",
        ["train"] = "Fit trains on all of the data, TrainStep on one batch",
        ["traininonbatch"] = "Call TrainStep",
        ["trainonbatch"] = "Call TrainStep",
        ["zerograd"] = "TrainStep does a whole step: forward, backward, update",
        ["backward"] = "TrainStep does a whole step; Forward gives one to do by hand, whose Backward it is",
        ["step"] = "TrainStep does a whole step: forward, backward, update",
        ["eval"] = "Predict and Evaluate compute as in prediction by themselves",
        ["parameters"] = "Parameters lists them",
        ["statedict"] = "SaveWeights writes a file of them",
        ["loadstatedict"] = "LoadWeights reads a file of them",
        ["save"] = "SaveWeights writes the weights, SaveCheckpoint all that training goes on from",
        ["load"] = "LoadWeights reads the weights, LoadCheckpoint all that training goes on from",
        ["predictclasses"] = "With [Labels(typeof(...))] in the declaration, PredictLabels gives classes",
        ["predictproba"] = "Call PredictProbabilities",
        ["to"] = "The constructor takes the device",
        ["cuda"] = "The constructor takes the device: device: Device.Gpu()",
    };

    private static readonly string[] s_training = ["TrainStep", "EvaluateLoss"];

    /// <summary>Names that there are here, for those who write them otherwise.</summary>
    private static readonly HashSet<string> s_own = [.. new[]
    {
        "Fit", "Evaluate", "Predict", "PredictBatch", "PredictProbabilities", "PredictLabel", "PredictLabels", "TrainStep", "EvaluateLoss",
        "Forward", "Summary", "ParameterCount", "SaveWeights", "LoadWeights", "SaveCheckpoint", "LoadCheckpoint",
    }.Select(ForeignNames.Plain)];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageRules.DD7010_MissingMember];

    protected override bool LooksAt(string name) => ForeignNames.Plain(name) is var plain && (s_own.Contains(plain) || s_elsewhere.ContainsKey(plain));

    private protected override void Analyze(
        SimpleNameSyntax member, InvocationExpressionSyntax? call, INamedTypeSymbol type, SyntaxNodeAnalysisContext context)
    {
        string name = member.Identifier.ValueText;
        string[] members = [.. MembersOf(type).Select(m => m.Name).Distinct()];
        string? advice = s_training.Contains(name) && !HasLoss(type, context)
            ? $"{type.Name} has no {name}, since nothing says what it is to minimise. Add [Loss(...)] to its declaration."
            : members.Contains(name) ? Settings(call, type, name)
            : Elsewhere(name, members) is { } other ? $"{type.Name} has no {name}. {other}." : null;
        if (advice is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(UsageRules.DD7010_MissingMember, member.GetLocation(), advice));
        }
    }

    private static bool HasLoss(INamedTypeSymbol type, SyntaxNodeAnalysisContext context) =>
        Declarations.Of(context.Compilation).Model(type, context.Compilation, context.CancellationToken)!.Spec.Losses.Any();

    private static string? Elsewhere(string name, string[] members)
    {
        string plain = ForeignNames.Plain(name);
        return members.FirstOrDefault(m => ForeignNames.Plain(m) == plain) is { } same ? $"It is called {same}"
            : s_elsewhere.TryGetValue(plain, out string other) ? other : null;
    }

    /// <summary>Arguments of a fit that are properties of its options.</summary>
    private static string? Settings(InvocationExpressionSyntax? call, INamedTypeSymbol type, string name)
    {
        ITypeSymbol? options = name != "Fit" ? null
            : MembersOf(type).OfType<IMethodSymbol>().Where(m => m.Name == name).SelectMany(m => m.Parameters)
                .FirstOrDefault(p => p.Name == "options")?.Type;
        foreach (ArgumentSyntax argument in call?.ArgumentList.Arguments.Where(a => a.NameColon is not null) ?? [])
        {
            string plain = ForeignNames.Plain(argument.NameColon!.Name.Identifier.ValueText);
            if (options?.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(p => ForeignNames.Plain(p.Name) == plain) is { } setting)
            {
                return $"{type.Name}.Fit takes {argument.NameColon.Name} among its options. "
                    + $"Write new FitOptions {{ {setting.Name} = {argument.Expression} }}.";
            }
        }

        return null;
    }

    private static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = type; part is not null && part.SpecialType != SpecialType.System_Object; part = part.BaseType)
        {
            foreach (ISymbol member in part.GetMembers()
                .Where(m => m.CanBeReferencedByName && m.DeclaredAccessibility == Accessibility.Public))
            {
                yield return member;
            }
        }
    }
}
