using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec.Foreign;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Foreign;

/// <summary>Models that are written as classes of other libraries: with a base class, or with layers in fields.</summary>
internal static class ForeignClass
{
    /// <summary>What other libraries call the base of models.</summary>
    private static readonly HashSet<string> s_bases = ["Module", "Model", "Sequential", "LightningModule", "Layer"];

    public static IEnumerable<FoundName> In(TypeDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellation)
    {
        AttributeSyntax marker = declaration.AttributeLists[0].Attributes[0];
        return Base(declaration, model, cancellation).Concat(Layers(declaration, model, cancellation)).Take(1)
            .Select(f => FoundName.Of(new(DeclarationRules.DD1037_ForeignClass, marker, f.Place, f.Message, "")));
    }

    private static IEnumerable<(SyntaxNode Place, string Message)> Base(
        TypeDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellation) =>
        from type in declaration.BaseList?.Types.Select(t => t.Type) ?? []
        where NameOf(type) is { } name && s_bases.Contains(name) && IsUnknown(type, model, cancellation)
        select ((SyntaxNode)type, $"{declaration.Identifier.ValueText} derives from {type}, which there is not here: a model is a class with "
            + $"[Model], and its layers are attributes on it. Remove : {type}.");

    private static IEnumerable<(SyntaxNode Place, string Message)> Layers(
        TypeDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellation) =>
        from member in declaration.Members
        let type = TypeOf(member)
        where type is not null
        let attribute = member.AttributeLists.SelectMany(l => l.Attributes).FirstOrDefault(a => IsLayer(a) && !IsAnothers(a, model, cancellation))
        let layer = attribute is not null ? ForeignAttributes.NameOf(attribute) : NameOf(type!)
        where layer is not null && OursFor(layer) is not null && (attribute is not null || IsUnknown(type!, model, cancellation))
        select (attribute is not null ? attribute.Name : (SyntaxNode)type!,
            $"{layer} stands {(attribute is not null ? "on" : "in")} a member of {declaration.Identifier.ValueText}: here layers are attributes on "
            + "the class, in the order in which data passes them. "
            + $"Write [{OursFor(layer)}] above it, and no code that calls one layer after another.");

    /// <summary>Whether it is somebody's own attribute, which happens to be called as a layer is.</summary>
    private static bool IsAnothers(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation) =>
        ForeignAttributes.TypeOf(attribute, model, cancellation) is { } type
        && type.ContainingNamespace?.ToDisplayString() is not ("DeepDsl" or "DeepDsl.Models");

    private static bool IsLayer(AttributeSyntax attribute) => OursFor(ForeignAttributes.NameOf(attribute)) is not null;

    /// <summary>What a layer is called here; null for what is none. Types of arguments, such as Activation, are no layers.</summary>
    private static string? OursFor(string name) => OpTable.Find(name)?.Name ?? (name == "Input" ? name : ForeignNames.Find(name)?.Ours);

    private static TypeSyntax? TypeOf(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Type,
        PropertyDeclarationSyntax property => property.Type,
        _ => null,
    };

    private static string? NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        NullableTypeSyntax nullable => NameOf(nullable.ElementType),
        _ => null,
    };

    private static bool IsUnknown(TypeSyntax type, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(type, cancellation).Type is null or { TypeKind: TypeKind.Error };
}
