using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

internal static class SymbolQueries
{
    /// <summary>
    /// The class that an attribute names, bound or not: until the generator has run, the use of a block of the same compilation names
    /// the block, which is no attribute.
    /// </summary>
    public static INamedTypeSymbol? AttributeClass(this SemanticModel model, AttributeSyntax attribute, CancellationToken cancellation)
    {
        SymbolInfo info = model.GetSymbolInfo(attribute, cancellation);
        ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        return symbol as INamedTypeSymbol ?? symbol?.ContainingType ?? BlockOfAttribute(model, attribute, cancellation);
    }

    /// <summary>The block whose attribute is written with its whole name, which is not there until the generator has run.</summary>
    private static INamedTypeSymbol? BlockOfAttribute(SemanticModel model, AttributeSyntax attribute, CancellationToken cancellation)
    {
        (NameSyntax? around, string name) = attribute.Name switch
        {
            QualifiedNameSyntax qualified => (qualified.Left, qualified.Right.Identifier.ValueText),
            IdentifierNameSyntax simple => (null, simple.Identifier.ValueText),
            _ => (null, ""),
        };
        INamespaceOrTypeSymbol? container = around is null ? null
            : model.GetSymbolInfo(around, cancellation).Symbol as INamespaceOrTypeSymbol;
        return !name.EndsWith(AttributeSources.Suffix, StringComparison.Ordinal) || (around is not null && container is null) ? null
            : model.LookupNamespacesAndTypes(
                    attribute.SpanStart, container, name.Substring(0, name.Length - AttributeSources.Suffix.Length))
                .OfType<INamedTypeSymbol>().FirstOrDefault(t => t.BlockMarker() is not null);
    }

    /// <summary>Whether it is the type of that full name. Asked of every attribute at every key pressed, so no text is made.</summary>
    public static bool Is(this INamedTypeSymbol? type, string fullName)
    {
        int end = fullName.Length;
        for (ISymbol? part = type; part is not null; part = part.ContainingSymbol)
        {
            int start = end - part.Name.Length;
            if (part is INamespaceSymbol { IsGlobalNamespace: true })
            {
                return end == -1;
            }

            if (start < 0 || string.CompareOrdinal(fullName, start, part.Name, 0, part.Name.Length) != 0
                || (start > 0 && fullName[start - 1] != '.'))
            {
                return false;
            }

            end = start - 1;
        }

        return false;
    }

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

    /// <summary>What makes the type a block or a cell; null where it is neither.</summary>
    public static AttributeData? BlockMarker(this INamedTypeSymbol type) => type.Attribute(KnownNames.Block) ?? type.Attribute(KnownNames.Cell);

    public static AttributeData? Attribute(this ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass.Is(metadataName));
}
