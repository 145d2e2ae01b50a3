using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Looks at the calls of members of some names.</summary>
public abstract class InvocationAnalyzer : DiagnosticAnalyzer
{
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();

        // By syntax, although the question is of operations: those of a whole project would be made to find these few.
        context.RegisterSyntaxNodeAction(
            c =>
            {
                InvocationExpressionSyntax syntax = (InvocationExpressionSyntax)c.Node;
                if (LooksAt(NameOf(syntax.Expression)) && c.SemanticModel.GetOperation(syntax, c.CancellationToken) is IInvocationOperation call)
                {
                    Analyze(call, c);
                }
            },
            SyntaxKind.InvocationExpression);
    }

    protected abstract bool LooksAt(string name);

    protected abstract void Analyze(IInvocationOperation call, SyntaxNodeAnalysisContext context);

    private static string NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
