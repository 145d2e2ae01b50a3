using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Spec.Foreign;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Foreign;

/// <summary>Finds what in the attributes of a class C# rejects and another library would take.</summary>
internal static class ForeignUses
{
    public static IEnumerable<ForeignUse> In(TypeDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellation)
    {
        foreach (AttributeSyntax attribute in declaration.AttributeLists.SelectMany(l => l.Attributes))
        {
            cancellation.ThrowIfCancellationRequested();
            INamedTypeSymbol? type = ForeignAttributes.TypeOf(attribute, model, cancellation);
            if (ForeignAttributes.OursFor(attribute, type) is { } ours)
            {
                yield return Name(attribute, ours, model);
            }
            else if (type is not null && IsOurs(type) && Argument(attribute, type, model) is { } argument)
            {
                yield return argument;
            }
        }
    }

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
