using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Foreign;

/// <summary>
/// Models and blocks in files that do not use DeepDsl's names: of each of their attributes C# says twice that there is no such type.
/// </summary>
internal static class MissingUsing
{
    private static readonly HashSet<string> s_markers = ["Model", "Block", "Cell"];

    /// <summary>By syntax alone, since it is asked of every class at every key pressed.</summary>
    public static bool MayBeMissing(SyntaxNode node) =>
        node is TypeDeclarationSyntax { AttributeLists.Count: > 0 } type && Marker(type) is not null;

    /// <summary>The first of a file; null where the names are known, or are not DeepDsl's.</summary>
    public static FoundName? In(TypeDeclarationSyntax type, SemanticModel model, CancellationToken cancellation)
    {
        if (Marker(type) is not { } marker || IsKnown(marker, model, cancellation) || !Layers(type).Any()
            || model.Compilation.GetTypeByMetadataName("DeepDsl.ModelAttribute") is null
            || type.SyntaxTree.GetRoot(cancellation).DescendantNodes().OfType<TypeDeclarationSyntax>().First(MayBeMissing) != type)
        {
            return null;
        }

        string layer = ForeignAttributes.NameOf(Layers(type).First());
        return FoundName.Of(new(DeclarationRules.DD1036_MissingUsing, marker, marker.Name,
            $"[{ForeignAttributes.NameOf(marker)}] and [{layer}] of {type.Identifier.ValueText} are attributes of DeepDsl, whose names this "
            + "file does not use. Write using DeepDsl; at its top.", ""));
    }

    private static AttributeSyntax? Marker(TypeDeclarationSyntax type) =>
        Attributes(type).FirstOrDefault(a => s_markers.Contains(ForeignAttributes.NameOf(a)));

    private static IEnumerable<AttributeSyntax> Layers(TypeDeclarationSyntax type) =>
        Attributes(type).Where(a => ForeignAttributes.NameOf(a) is var name && (name == "Input" || OpTable.Find(name) is not null));

    private static IEnumerable<AttributeSyntax> Attributes(TypeDeclarationSyntax type) =>
        type.AttributeLists.SelectMany(l => l.Attributes).Where(a => a.Name is IdentifierNameSyntax);

    private static bool IsKnown(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(attribute, cancellation) is var found && (found.Symbol is not null || found.CandidateSymbols.Length > 0);
}
