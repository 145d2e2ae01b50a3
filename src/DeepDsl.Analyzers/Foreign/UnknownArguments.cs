using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Foreign;

/// <summary>Names of arguments that an attribute has not. C# looks for a type of that name, and says that a using is missing.</summary>
internal static class UnknownArguments
{
    private const int MostListed = 8;

    private const string UseOfBlock = "DeepDsl.BlockUseAttribute";

    /// <summary>The first of them; null for none, and where it is not known what the attribute takes.</summary>
    public static ForeignUse? In(AttributeSyntax attribute, INamedTypeSymbol type, Compilation compilation)
    {
        string[] known = [.. TakesLayers(type) ? Known(type, compilation).Distinct() : []];
        foreach (AttributeArgumentSyntax argument in attribute.ArgumentList?.Arguments ?? [])
        {
            if (known.Length > 0 && argument.NameEquals?.Name is { Identifier.ValueText: var name } place && !known.Contains(name))
            {
                return Use(attribute, argument, place, name, known);
            }
        }

        return null;
    }

    /// <summary>Whether it is an attribute of DeepDsl's, or of a block.</summary>
    private static bool TakesLayers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.BaseType)
        {
            if (IsBlock(part) || part.ToDisplayString() == UseOfBlock)
            {
                return true;
            }
        }

        return type.ContainingNamespace?.ToDisplayString() == "DeepDsl";
    }

    private static ForeignUse Use(AttributeSyntax attribute, AttributeArgumentSyntax argument, SyntaxNode place, string name, string[] known)
    {
        string? nearest = known.Length > 1 ? Spelling.Nearest(name, known) : null;
        string others = string.Join(", ", known.Take(MostListed)) + (known.Length > MostListed ? " and others" : "");
        string suggestion = nearest is null ? "" : attribute.ReplaceNode(
            argument.NameEquals!.Name, SyntaxFactory.IdentifierName(nearest).WithTriviaFrom(argument.NameEquals.Name)).ToString();
        return new(DeclarationRules.DD1035_UnknownArgument, attribute, place,
            $"{ForeignAttributes.NameOf(attribute)} has no argument {name}"
            + (nearest is null ? $"; it has {others}." : $". Did you mean {nearest}?"), suggestion);
    }

    private static IEnumerable<string> Known(INamedTypeSymbol type, Compilation compilation) => IsBlock(type)
        ? compilation.GetTypeByMetadataName(UseOfBlock) is { } use
            ? Parameters(type).Concat(Properties(use)).Append(BlockSpec.InitialStateArgument).Append(BlockSpec.FinalStateArgument) : []
        : Properties(type);

    /// <summary>
    /// Whether it is a block of this compilation, whose attribute is made beside this. What uses of cells take is another matter.
    /// </summary>
    private static bool IsBlock(INamedTypeSymbol type) =>
        type.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == "DeepDsl.BlockAttribute");

    private static IEnumerable<string> Parameters(INamedTypeSymbol block) => block.GetMembers().OfType<IFieldSymbol>()
        .Where(f => f.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == "DeepDsl.ParameterAttribute")).Select(f => f.Name);

    private static IEnumerable<string> Properties(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = type; part is not null && part.SpecialType != SpecialType.System_Object; part = part.BaseType)
        {
            foreach (IPropertySymbol property in part.GetMembers().OfType<IPropertySymbol>().Where(p => p.SetMethod is not null))
            {
                yield return property.Name;
            }
        }
    }
}
