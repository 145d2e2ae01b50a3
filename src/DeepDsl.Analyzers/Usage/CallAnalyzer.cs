using Microsoft.CodeAnalysis;
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
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    protected abstract void Analyze(ModelCall call);

    private void Analyze(OperationAnalysisContext context)
    {
        IInvocationOperation operation = (IInvocationOperation)context.Operation;
        if (ModelCall.Of(operation, context.Compilation, context.ReportDiagnostic, context.CancellationToken) is { } call)
        {
            Analyze(call);
        }
    }
}
