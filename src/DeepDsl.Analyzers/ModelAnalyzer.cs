using DeepDsl.Compiler;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers;

/// <summary>Asks one question of every model, as a rule of those that compile.</summary>
public abstract class ModelAnalyzer : DiagnosticAnalyzer
{
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.ClassDeclaration);
    }

    protected abstract void Analyze(ModelUnderAnalysis model);

    /// <summary>Whether the question makes sense of a model with such a problem; by default only sound models are asked.</summary>
    protected virtual bool Tolerates(ProblemKind problem) => false;

    private void Analyze(SyntaxNodeAnalysisContext context)
    {
        TypeDeclarationSyntax part = (TypeDeclarationSyntax)context.Node;
        if (part.AttributeLists.Count > 0
            && context.SemanticModel.GetDeclaredSymbol(part, context.CancellationToken) is INamedTypeSymbol type
            && Declarations.Of(context.Compilation).Model(type, context.Compilation, context.CancellationToken) is { } model
            && model.Sources.Declaration == part && CompileCache.Compile(model.Spec).Problems.All(p => Tolerates(p.Kind)))
        {
            Analyze(new ModelUnderAnalysis(model.Spec, CompileCache.Graph(model.Spec), model.Sources, context.ReportDiagnostic));
        }
    }
}
