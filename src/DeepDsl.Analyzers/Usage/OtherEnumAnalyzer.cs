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
        if (method.TypeParameters.FirstOrDefault()?.Name != OtherEnumMembers.TypeParameter || method.TypeArguments.First() is not INamedTypeSymbol found
            || ModelCall.ModelType(call.Instance?.Type) is not { } type
            || Declarations.Of(context.Compilation).Model(type, context.Compilation, context.CancellationToken) is not { } model
            || call.Arguments.FirstOrDefault(a => a.Parameter!.Type is INamedTypeSymbol { Name: "IEnumerable" } t && t.TypeArguments[0].Name == found.Name) is not { } labels)
        {
            return;
        }

        string title = $"{type.Name}.{method.Name}";
        ModelBorder border = new(model.Spec);
        string advice = !border.TakesLabelTargets ? $"{title} takes targets as floats, but {labels.Value.Syntax} has members of {found.Name}. Pass the numbers that the model is to give."
            : border.Labels is not { } wanted
            ? $"{title} takes classes as ints, since the model names no enum of them. Add [Labels(typeof({found.Name}))] to {type.Name}, or pass ints."
            : found.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) == wanted.Type
                ? $"{title} takes {found.Name}s one after another in an array or a span. Call ToArray()."
                : $"{labels.Value.Syntax} has members of {found.Name}, but the classes in {title} are those of [Labels(typeof({Short(wanted.Type)}))]. "
                    + $"Pass members of {Short(wanted.Type)}.";
        context.ReportDiagnostic(Diagnostic.Create(UsageRules.DD7008_OtherEnum, labels.Value.Syntax.GetLocation(), advice));
    }

    private static string Short(string type) => type.Substring(type.LastIndexOfAny(['.', ':']) + 1);
}
