using DeepDsl.Compiler;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers;

/// <summary>Asks one question of every model that compiles.</summary>
public abstract class ModelAnalyzer : DiagnosticAnalyzer
{
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.ClassDeclaration);
    }

    protected abstract void Analyze(ModelUnderAnalysis model);

    private void Analyze(SyntaxNodeAnalysisContext context)
    {
        TypeDeclarationSyntax part = (TypeDeclarationSyntax)context.Node;
        if (part.AttributeLists.Count > 0
            && context.SemanticModel.GetDeclaredSymbol(part, context.CancellationToken) is INamedTypeSymbol type
            && Declarations.Of(context.Compilation).Model(type, context.Compilation, context.CancellationToken) is { } model
            && model.Sources.Declaration == part && CompileCache.Compile(model.Spec).Problems.Count == 0)
        {
            Analyze(new ModelUnderAnalysis(model.Spec, CompileCache.Graph(model.Spec), model.Sources, context.ReportDiagnostic));
        }
    }
}
