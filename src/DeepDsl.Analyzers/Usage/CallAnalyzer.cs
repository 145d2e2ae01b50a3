using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Asks one question of every call that gives samples to a model.</summary>
public abstract class CallAnalyzer : InvocationAnalyzer
{
    protected abstract void Analyze(ModelCall call);

    protected sealed override bool LooksAt(string name) => ModelCall.TakesSamples(name);

    protected sealed override void Analyze(IInvocationOperation call, SyntaxNodeAnalysisContext context)
    {
        if (ModelCall.Of(call, context.Compilation, context.ReportDiagnostic, context.CancellationToken) is { } model)
        {
            Analyze(model);
        }
    }
}
