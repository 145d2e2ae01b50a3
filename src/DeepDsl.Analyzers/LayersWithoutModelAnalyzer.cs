using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers;

/// <summary>Layers on a class that nothing is generated for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayersWithoutModelAnalyzer : DiagnosticAnalyzer
{
    private static readonly string[] s_markers = ["ModelAttribute", "BlockAttribute", "CellAttribute"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DeclarationRules.DD1040_LayersWithoutModel];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        ImmutableArray<AttributeData> attributes = type.GetAttributes();
        if (!attributes.Any(a => IsLayer(a.AttributeClass))
            || attributes.Any(a => IsOurs(a.AttributeClass) && s_markers.Contains(a.AttributeClass!.Name)))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(DeclarationRules.DD1040_LayersWithoutModel, type.Locations[0],
            $"{type.Name} has layers and is no model, so nothing is generated for it. Write [Model] above them, or [Block] if other models "
            + "use it."));
    }

    private static bool IsLayer(INamedTypeSymbol? type)
    {
        while (type is not null && !(IsOurs(type) && type.Name is "LayerAttribute" or "InputAttribute"))
        {
            type = type.BaseType;
        }

        return type is not null;
    }

    private static bool IsOurs(INamedTypeSymbol? type) =>
        type?.ContainingNamespace is { Name: "DeepDsl", ContainingNamespace.IsGlobalNamespace: true };
}
