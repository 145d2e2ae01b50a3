using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Usage;

/// <summary>
/// Looks at members of models that C# does not find, and at calls that it does not accept: its words know nothing of models.
/// </summary>
public abstract class RejectedCallAnalyzer : DiagnosticAnalyzer
{
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.SimpleMemberAccessExpression);
    }

    /// <summary>Whether a member of the name is of interest; others are not bound.</summary>
    protected abstract bool LooksAt(string name);

    /// <param name="member">What is written behind the dot.</param>
    /// <param name="call">The call of it; null where it isn't called.</param>
    /// <param name="type">The model.</param>
    /// <param name="context">Takes reports.</param>
    private protected abstract void Analyze(
        SimpleNameSyntax member, InvocationExpressionSyntax? call, INamedTypeSymbol type, SyntaxNodeAnalysisContext context);

    private void Analyze(SyntaxNodeAnalysisContext context)
    {
        MemberAccessExpressionSyntax access = (MemberAccessExpressionSyntax)context.Node;
        SyntaxNode whole = access.Parent is InvocationExpressionSyntax called && called.Expression == access ? called : access;
        if (LooksAt(access.Name.Identifier.ValueText)
            && context.SemanticModel.GetSymbolInfo(whole, context.CancellationToken).Symbol is null
            && Receiver(access.Expression, context) is { } type
            && Declarations.Of(context.Compilation).Model(type, context.Compilation, context.CancellationToken) is { Spec.CanExtend: true })
        {
            Analyze(access.Name, whole as InvocationExpressionSyntax, type, context);
        }
    }

    private static INamedTypeSymbol? Receiver(ExpressionSyntax expression, SyntaxNodeAnalysisContext context) => ModelCall.ModelType(
        context.SemanticModel.GetTypeInfo(expression, context.CancellationToken).Type
            ?? context.SemanticModel.GetSymbolInfo(expression, context.CancellationToken).Symbol as INamedTypeSymbol);
}
