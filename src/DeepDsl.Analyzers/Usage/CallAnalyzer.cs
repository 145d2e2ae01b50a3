using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Asks one question of every call that gives samples to a model.</summary>
public abstract class CallAnalyzer : DiagnosticAnalyzer
{
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();

        // By syntax, although the question is of operations: those of a whole project would be made to find these few.
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.InvocationExpression);
    }

    protected abstract void Analyze(ModelCall call);

    private void Analyze(SyntaxNodeAnalysisContext context)
    {
        InvocationExpressionSyntax syntax = (InvocationExpressionSyntax)context.Node;
        if (ModelCall.TakesSamples(NameOf(syntax.Expression))
            && context.SemanticModel.GetOperation(syntax, context.CancellationToken) is IInvocationOperation operation
            && ModelCall.Of(operation, context.Compilation, context.ReportDiagnostic, context.CancellationToken) is { } call)
        {
            Analyze(call);
        }
    }

    private static string NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
