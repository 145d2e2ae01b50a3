using System.Globalization;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>
/// Reads what [Labels(typeof(FashionClass))] names: the enum as Type, its members by value as Members, and as Accessibility what members
/// of the model that speak of it can be.
/// </summary>
internal static class LabelsReader
{
    public static AttributeSpec Read(AttributeSyntax attribute, AttributeSpec spec, INamedTypeSymbol owner, SemanticModel model, int[] path, List<Problem> problems)
    {
        ITypeSymbol? type = attribute.DescendantNodes().OfType<TypeOfExpressionSyntax>().FirstOrDefault() is { } typeOf
            ? model.GetTypeInfo(typeOf.Type).Type : null;
        if (type is null or IErrorTypeSymbol)
        {
            return spec;
        }

        if (type is INamedTypeSymbol { IsFileLocal: true })
        {
            problems.Add(new Problem(ProblemKind.LabelsSize,
                $"Labels names {type.Name}, which is local to its file, where no generated member can name it; remove the modifier file.",
                path, spec.Arguments[0].Name, Setting: true));
            return spec;
        }

        if (type.TypeKind != TypeKind.Enum)
        {
            problems.Add(new Problem(ProblemKind.LabelsSize, $"Labels names {type.Name}, which is no enum; name an enum of the classes.",
                path, spec.Arguments[0].Name, Setting: true));
            return spec;
        }

        (string Name, decimal Value)[] members =
        [
            .. type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue)
                .Select(f => (f.Name, Value: Convert.ToDecimal(f.ConstantValue, CultureInfo.InvariantCulture)))
                .GroupBy(m => m.Value).Select(g => g.First()).OrderBy(m => m.Value),
        ];
        int gap = Array.FindIndex(members, m => m.Value != Array.IndexOf(members, m));
        if (gap >= 0)
        {
            problems.Add(new Problem(ProblemKind.LabelsSize,
                $"Labels needs the values 0 to {members.Length - 1}, but {type.Name}.{members[gap].Name} is {members[gap].Value} where {gap} is due.",
                path, spec.Arguments[0].Name, Setting: true));
        }

        return new AttributeSpec("Labels", new ArgumentSpec[]
        {
            new("Type", new TextArgument(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))),
            new("Members", new ListArgument(members.Select(m => (Argument)new TextArgument(m.Name)).ToArray())),
            new("Accessibility", new TextArgument(Accessibility(type, owner))),
        });
    }

    /// <summary>C# allows no member that more can see than the types it speaks of: with an enum inside the model, that enum's own limit.</summary>
    private static string Accessibility(ITypeSymbol labels, INamedTypeSymbol owner)
    {
        Accessibility[] chain = [.. Chain(labels)];
        Accessibility[] ownChain = [.. Chain(owner)];
        bool isInside = labels.ContainingType is { } container && SymbolEqualityComparer.Default.Equals(container, owner);
        Accessibility seen = isInside ? labels.DeclaredAccessibility : chain.Min();
        return !isInside && seen >= ownChain.Min() ? "public" : SyntaxFacts.GetText(seen);
    }

    private static IEnumerable<Accessibility> Chain(ITypeSymbol type)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            yield return t.DeclaredAccessibility;
        }
    }
}
