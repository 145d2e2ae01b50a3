using System.Collections.Immutable;
using DeepDsl.Analyzers.Foreign;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DeepDsl.Analyzers;

/// <summary>Reports what the compiler finds wrong with models and blocks, each problem at its argument.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. ProblemRules.ByKind.Values];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(
            Analyze, SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.StructDeclaration,
            SyntaxKind.RecordStructDeclaration, SyntaxKind.InterfaceDeclaration);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        TypeDeclarationSyntax part = (TypeDeclarationSyntax)context.Node;
        if ((part.AttributeLists.Count == 0
                && !part.Modifiers.Any(SyntaxKind.PartialKeyword)) // a part without them may hold a member at fault
            || context.SemanticModel.GetDeclaredSymbol(part, context.CancellationToken) is not INamedTypeSymbol type)
        {
            return;
        }

        Declarations declarations = Declarations.Of(context.Compilation);
        if (declarations.Model(type, context.Compilation, context.CancellationToken) is { } model)
        {
            Report(context, part, model.Sources, model.Problems(context.CancellationToken));
        }
        else if (declarations.Block(type, context.Compilation, context.CancellationToken) is { } block)
        {
            Report(context, part, block.Sources, block.Declaration.Problems);
        }

        if (declarations.Record(type, context.Compilation, context.CancellationToken) is { } record)
        {
            Report(context, part, record);
        }
    }

    private static void Report(SyntaxNodeAnalysisContext context, TypeDeclarationSyntax part, ParsedRecord record)
    {
        foreach ((Problem problem, Location place) in record.Spec.Problems.Zip(record.Places, (p, l) => (p, l)))
        {
            if (place.SourceTree == part.SyntaxTree && part.Span.Contains(place.SourceSpan))
            {
                context.ReportDiagnostic(Diagnostic.Create(ProblemRules.ByKind[problem.Kind], place, problem.Message));
            }
        }
    }

    /// <summary>Each part of a type reports what lies in it.</summary>
    private static void Report(
        SyntaxNodeAnalysisContext context, TypeDeclarationSyntax part, AttributeSources sources, IReadOnlyList<Problem> problems)
    {
        bool? rejected = null;
        TextSpan[]? foreign = null;
        foreach (Problem problem in problems)
        {
            Location location = sources.LocationOf(problem);
            if (!ProblemRules.ByKind.TryGetValue(problem.Kind, out DiagnosticDescriptor rule)
                || location.SourceTree != part.SyntaxTree || !part.Span.Contains(location.SourceSpan))
            {
                continue;
            }

            // Attributes that C# itself rejects are the C# compiler's to report: what follows from them would be a second error.
            if ((problem.Path.Count > 0 || problem.Kind == ProblemKind.CompilerFailure) && part.AttributeLists.Count > 0 && (rejected ??= IsRejected(context, part)))
            {
                continue;
            }

            // Names of losses elsewhere are no methods that are missing here, and told already.
            if (problem.Kind == ProblemKind.UnsupportedExpression && problem.Setting
                && (foreign ??= Foreign(context, part)).Contains(location.SourceSpan))
            {
                continue;
            }

            context.ReportDiagnostic(Diagnostic.Create(rule, location, problem.Message));
        }
    }

    private static TextSpan[] Foreign(SyntaxNodeAnalysisContext context, TypeDeclarationSyntax part) =>
        context.ContainingSymbol is INamedTypeSymbol type
            ? [.. ForeignUses.In(type, part, context.SemanticModel, context.CancellationToken).Select(u => u.Place.Span)] : [];

    private static bool IsRejected(SyntaxNodeAnalysisContext context, TypeDeclarationSyntax part)
    {
        // Of all lists at once: to ask of one, C# looks at all.
        TextSpan lists = TextSpan.FromBounds(part.AttributeLists[0].SpanStart, part.AttributeLists.Last().Span.End);
        return context.SemanticModel.GetDiagnostics(lists, context.CancellationToken).Any(d => d.Severity == DiagnosticSeverity.Error);
    }
}
