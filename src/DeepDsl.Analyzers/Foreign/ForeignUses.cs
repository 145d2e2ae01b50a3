using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Spec.Foreign;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepDsl.Analyzers.Foreign;

/// <summary>Finds what in the attributes of a class C# rejects and another library would take.</summary>
internal static class ForeignUses
{
    public static IEnumerable<ForeignUse> In(
        INamedTypeSymbol owner, TypeDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellation)
    {
        HashSet<TextSpan> accepted = [.. owner.GetAttributes().Where(IsAccepted)
            .Where(a => a.ApplicationSyntaxReference?.SyntaxTree == declaration.SyntaxTree).Select(a => a.ApplicationSyntaxReference!.Span)];
        foreach (AttributeSyntax attribute in declaration.AttributeLists.SelectMany(l => l.Attributes))
        {
            cancellation.ThrowIfCancellationRequested();
            if (accepted.Contains(attribute.Span))
            {
                continue;
            }

            INamedTypeSymbol? type = ForeignAttributes.TypeOf(attribute, model, cancellation);
            if (ForeignAttributes.OursFor(attribute, type) is { } ours)
            {
                yield return Name(attribute, ours, model);
            }
            else if (type is not null
                && ((IsOurs(type) ? Argument(attribute, type, model) : null)
                    ?? UnknownArguments.In(attribute, type, model.Compilation)) is { } argument)
            {
                yield return argument;
            }
        }
    }

    /// <summary>
    /// Whether C# has nothing against it, as against nearly all, which are not asked any more at each key pressed. It takes any text for the
    /// method of a loss.
    /// </summary>
    private static bool IsAccepted(AttributeData attribute) =>
        attribute is { AttributeClass.TypeKind: not TypeKind.Error, AttributeConstructor: { } constructor }
        && attribute.ConstructorArguments.Length == constructor.Parameters.Length
        && !attribute.ConstructorArguments.Any(a => a.Kind == TypedConstantKind.Error)
        && attribute.NamedArguments.All(a => a.Value.Kind != TypedConstantKind.Error)
        && attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax syntax
        && (syntax.ArgumentList?.Arguments.Count(a => a.NameEquals is not null) ?? 0) == attribute.NamedArguments.Length
        && !(attribute.AttributeClass.Name == "LossAttribute" && attribute.ConstructorArguments.FirstOrDefault().Value is string);

    private static ForeignUse Name(AttributeSyntax attribute, ForeignLayer layer, SemanticModel model)
    {
        string name = ForeignAttributes.NameOf(attribute);
        string wanted = layer.Given.Length > 0 ? $"{layer.Ours}({layer.Given})" : layer.Ours;
        string fact = layer.Library.Length == 0 || layer.Name == layer.Ours ? $"{name} is written {layer.Ours} here"
            : $"{name} is the name in {layer.Library} for {(layer.Given.Length > 0 ? $"[{wanted}]" : layer.Ours)}";
        if (TypeNamed(layer.Ours, model.Compilation) is not { } type)
        {
            return new(DeclarationRules.DD1038_ForeignLayer, attribute, attribute.Name, $"{fact}, which the package DeepDsl.Models has.", "");
        }

        Translation translation = Translation.Of(attribute, type, layer, model);
        return new(DeclarationRules.DD1038_ForeignLayer, attribute, attribute.Name, $"{fact}.{translation.Advice}", translation.Text);
    }

    private static ForeignUse? Argument(AttributeSyntax attribute, INamedTypeSymbol type, SemanticModel model)
    {
        Translation translation = Translation.Of(attribute, type, ForeignNames.Find(ForeignAttributes.NameOf(attribute)), model);
        return translation.Foreign is { } foreign
            ? new(DeclarationRules.DD1039_ForeignArgument, attribute, foreign, $"{translation.Fact}.{translation.Advice}", translation.Text)
            : null;
    }

    private static bool IsOurs(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() is "DeepDsl" or "DeepDsl.Models"
        && type.Name.EndsWith(AttributeSources.Suffix, StringComparison.Ordinal);

    private static INamedTypeSymbol? TypeNamed(string attribute, Compilation compilation) =>
        compilation.GetTypeByMetadataName($"DeepDsl.{attribute}{AttributeSources.Suffix}")
        ?? compilation.GetTypeByMetadataName($"DeepDsl.Models.{attribute}{AttributeSources.Suffix}");
}
