using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>What models and blocks have in common as C# declarations.</summary>
internal static class DeclarationReader
{
    public static string Namespace(INamedTypeSymbol type) =>
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();

    public static string Accessibility(INamedTypeSymbol type) => SyntaxFacts.GetText(type.DeclaredAccessibility);

    /// <summary>Headers of the types around the declaration, outermost first.</summary>
    public static string[] Containers(TypeDeclarationSyntax declaration) =>
    [
        .. declaration.Ancestors().OfType<TypeDeclarationSyntax>().Reverse()
            .Select(t => $"partial {Keyword(t)} {t.Identifier.Text}{t.TypeParameterList}"),
    ];

    public static IEnumerable<Problem> Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration, string attribute)
    {
        if (!IsPartial(declaration))
        {
            yield return OfClass(ProblemKind.NotPartial, $"{type.Name} must be partial, so that its implementation can be generated.");
        }

        if (declaration.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault(t => !IsPartial(t)) is { } container)
        {
            yield return OfClass(ProblemKind.NotPartial,
                $"{container.Identifier.Text}, which contains {type.Name}, must be partial, so that its implementation can be generated.");
        }

        string? form = type.IsRecord ? "a record" : type.IsStatic ? "static" : type.TypeParameters.Length > 0 ? "generic"
            : type.IsFileLocal ? "local to its file" : type.IsGenericType && attribute == "Block" ? "inside a generic type" : null;
        if (form is not null)
        {
            yield return OfClass(ProblemKind.DeclarationForm, $"{type.Name} is {form}; [{attribute}] needs an ordinary class.");
        }
    }

    public static Problem OfClass(ProblemKind kind, string message) => new(kind, message, EquatableArray<int>.Empty);

    private static bool IsPartial(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static string Keyword(TypeDeclarationSyntax type) => type is RecordDeclarationSyntax record
        ? record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword) ? "record struct" : "record"
        : type.Keyword.Text;
}
