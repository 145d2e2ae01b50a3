using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Print.Members;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Labels of an enum where those of another, or ints, are due.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OtherEnumAnalyzer : InvocationAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageRules.DD7008_OtherEnum];

    protected override bool LooksAt(string name) => ModelCall.TakesSamples(name);

    protected override void Analyze(IInvocationOperation call, SyntaxNodeAnalysisContext context)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.TypeParameters.FirstOrDefault()?.Name != OtherEnumMembers.TypeParameter
            || method.TypeArguments.First() is not INamedTypeSymbol found
            || ModelCall.ModelType(call.Instance?.Type) is not { } type
            || Declarations.Of(context.Compilation).Model(type, context.Compilation, context.CancellationToken) is not { } model
            || call.Arguments.FirstOrDefault(a => IsOf(a.Parameter!.Type, found)) is not { } labels)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(UsageRules.DD7008_OtherEnum, labels.Value.Syntax.GetLocation(),
            Message($"{type.Name}.{method.Name}", type.Name, new ModelBorder(model.Spec), labels.Value.Syntax, found)));
    }

    private static string Message(string title, string model, ModelBorder border, SyntaxNode given, INamedTypeSymbol found)
    {
        if (!border.TakesLabelTargets)
        {
            return $"{title} takes targets as floats, but {given} has members of {found.Name}. Pass the numbers that the model is to give.";
        }

        if (border.Labels is not { } wanted)
        {
            return $"{title} takes classes as ints, since the model names no enum of them. "
                + $"Add [Labels(typeof({found.Name}))] to {model}, or pass ints.";
        }

        return found.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) == wanted.Type
            ? $"{title} takes {found.Name}s one after another in an array or a span. Call ToArray()."
            : $"{given} has members of {found.Name}, but the classes in {title} are those of [Labels(typeof({Short(wanted.Type)}))]. "
                + $"Pass members of {Short(wanted.Type)}.";
    }

    private static bool IsOf(ITypeSymbol type, INamedTypeSymbol element) =>
        type is INamedTypeSymbol { Name: "IEnumerable" } list && list.TypeArguments[0].Name == element.Name;

    private static string Short(string type) => type.Substring(type.LastIndexOfAny(['.', ':']) + 1);
}
