using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>What models and blocks have in common as C# declarations.</summary>
internal static class DeclarationReader
{
    /// <summary>Without the @ before what would be keywords.</summary>
    public static string Namespace(INamedTypeSymbol type)
    {
        string name = "";
        for (INamespaceSymbol space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
        {
            name = name.Length == 0 ? space.Name : $"{space.Name}.{name}";
        }

        return name;
    }

    /// <summary>The types around the declaration, outermost first.</summary>
    public static ContainerSpec[] Containers(TypeDeclarationSyntax declaration) =>
    [
        .. declaration.Ancestors().OfType<TypeDeclarationSyntax>().Reverse()
            .Select(t => new ContainerSpec(Keyword(t), t.Identifier.ValueText, TypeParameters(t))),
    ];

    public static IEnumerable<Problem> Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration, string attribute)
    {
        foreach (Problem problem in CheckPartial(type, declaration))
        {
            yield return problem;
        }

        if (Form(type, attribute) is { } form)
        {
            yield return OfClass(ProblemKind.DeclarationForm, $"{type.Name} is {form}; [{attribute}] needs an ordinary class.");
        }
    }

    /// <summary>Whether the declaration, and those around it, let another part be added.</summary>
    public static IEnumerable<Problem> CheckPartial(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        if (!IsPartial(declaration))
        {
            yield return OfClass(ProblemKind.NotPartial, $"{type.Name} must be partial, so that its implementation can be generated.");
        }

        if (declaration.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault(t => !IsPartial(t)) is { } container)
        {
            yield return OfClass(ProblemKind.NotPartial,
                $"{container.Identifier.ValueText}, which contains {type.Name}, must be partial, "
                + "so that its implementation can be generated.");
        }
    }

    /// <summary>
    /// What stands in the way of all generated code: a class of the name of .NET's own namespace. Nothing can tell the compiler which of
    /// the two is meant.
    /// </summary>
    public static Problem? Hidden(INamedTypeSymbol type, Compilation compilation) =>
        compilation.GlobalNamespace.GetTypeMembers("System").Any(t => t.Arity == 0 && !MemberReader.IsGenerated(t))
            ? OfClass(ProblemKind.ReservedName,
                $"A type System in no namespace hides .NET's namespace System from what is generated for {type.Name}; "
                + "rename it, or put it into a namespace.")
            : null;

    public static Problem OfClass(ProblemKind kind, string message) => new(kind, message, EquatableArray<int>.Empty);

    /// <summary>What is no ordinary class about it; null for nothing.</summary>
    private static string? Form(INamedTypeSymbol type, string attribute) =>
        type.IsRecord ? "a record"
        : type.TypeKind == TypeKind.Struct ? "a struct"
        : type.TypeKind == TypeKind.Interface ? "an interface"
        : type.IsStatic ? "static"
        : type.TypeParameters.Length > 0 ? "generic"
        : type.IsFileLocal ? "local to its file"
        : Around(type).FirstOrDefault(t => t.IsFileLocal) is { } local ? $"inside {local.Name}, which is local to its file"
        : type.IsGenericType && attribute != "Model" ? "inside a generic type" : null;

    private static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type.ContainingType; t is not null; t = t.ContainingType)
        {
            yield return t;
        }
    }

    private static bool IsPartial(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PartialKeyword);

    /// <summary>class, record struct, ...</summary>
    public static string Keyword(TypeDeclarationSyntax type) => type is RecordDeclarationSyntax record
        ? record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword) ? "record struct" : "record"
        : type.Keyword.Text;

    /// <summary>Without attributes, which another part can't repeat.</summary>
    private static string[] TypeParameters(TypeDeclarationSyntax type) =>
    [
        .. type.TypeParameterList?.Parameters.Select(p =>
            (p.VarianceKeyword.Text + " " + Identifiers.Escape(p.Identifier.ValueText)).TrimStart()) ?? [],
    ];
}
