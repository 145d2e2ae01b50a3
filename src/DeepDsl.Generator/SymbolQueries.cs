using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

internal static class SymbolQueries
{
    private static readonly SymbolDisplayFormat MetadataName = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>
    /// The class that an attribute names, bound or not: until the generator has run, the use of a block of the same compilation names
    /// the block, which is no attribute.
    /// </summary>
    public static INamedTypeSymbol? AttributeClass(this SemanticModel model, AttributeSyntax attribute, CancellationToken cancellation)
    {
        SymbolInfo info = model.GetSymbolInfo(attribute, cancellation);
        ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        return symbol as INamedTypeSymbol ?? symbol?.ContainingType;
    }

    public static bool Is(this INamedTypeSymbol? type, string metadataName) => type?.ToDisplayString(MetadataName) == metadataName;

    public static bool DerivesFrom(this INamedTypeSymbol type, string metadataName)
    {
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.Is(metadataName))
            {
                return true;
            }
        }

        return false;
    }

    public static AttributeData? Attribute(this ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass.Is(metadataName));
}
