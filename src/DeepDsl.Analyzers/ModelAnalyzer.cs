using DeepDsl.Compiler.Build;
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

    /// <summary>
    /// What it finds in a model. Where something is wrong in that, it is asked about the rest, as far as its rules know enough
    /// (<see cref="Rules.RuleEvidence"/>).
    /// </summary>
    /// <param name="built">The model.</param>
    /// <param name="sources">Where it is written, for those who want repairs.</param>
    public IReadOnlyList<Finding> Find(BuiltModel built, AttributeSources? sources = null)
    {
        if (LargestSizes.Of(built).Judged is not { } judged)
        {
            return [];
        }

        ModelUnderAnalysis model = new(judged, built.Spec, sources);
        Analyze(model);
        return model.Findings;
    }

    private void Analyze(SymbolAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (Declarations.Of(context.Compilation).Model(type, context.Compilation, context.CancellationToken) is { } model)
        {
            model.Problems(context.CancellationToken); // compiled for the generator too, which can then be cancelled

            foreach (Diagnostic diagnostic in model.Diagnostics(this))
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }
}
