using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers;

/// <summary>Asks one question of every model, as a rule of those that compile.</summary>
public abstract class ModelAnalyzer : DiagnosticAnalyzer
{
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    protected abstract void Analyze(ModelUnderAnalysis model);

    /// <summary>Whether the question makes sense of a model with such a problem; by default only sound models are asked.</summary>
    protected virtual bool Tolerates(ProblemKind problem) => false;

    /// <summary>Whether a model has no problem but those with which the question makes sense.</summary>
    internal bool Judges(BuiltModel built) => built.Problems.All(p => Tolerates(p.Kind));

    /// <param name="built">The model.</param>
    /// <param name="sources">Where it is written, for those who want repairs.</param>
    internal IReadOnlyList<Finding> Find(BuiltModel built, AttributeSources? sources = null)
    {
        ModelUnderAnalysis model = new(LargestSizes.Of(built), built.Spec, sources);
        Analyze(model);
        return model.Findings;
    }

    private void Analyze(SymbolAnalysisContext context)
    {
        if (Declarations.Of(context.Compilation).Model((INamedTypeSymbol)context.Symbol, context.Compilation, context.CancellationToken) is { } model
            && model.Problems(context.CancellationToken).All(p => Tolerates(p.Kind)))
        {
            foreach (Diagnostic diagnostic in model.Diagnostics(this))
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }
}
