using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepDsl.Generator;

/// <summary>What C# made of the attributes of a class. A semantic model knows it too, but binds each attribute anew to tell.</summary>
internal sealed class BoundAttributes
{
    private readonly Dictionary<(SyntaxTree, TextSpan), AttributeData> _bySyntax = [];

    public BoundAttributes(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.ApplicationSyntaxReference is { } syntax && attribute is { AttributeClass.TypeKind: not TypeKind.Error, AttributeConstructor: not null })
            {
                _bySyntax[(syntax.SyntaxTree, syntax.Span)] = attribute;
            }
        }
    }

    /// <summary>Null where it could not be bound.</summary>
    public AttributeData? Of(AttributeSyntax attribute) =>
        _bySyntax.TryGetValue((attribute.SyntaxTree, attribute.Span), out AttributeData bound) ? bound : null;
}
