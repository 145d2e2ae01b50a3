using System.Globalization;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>
/// Reads what [Labels(typeof(FashionClass))] names: the enum as Type, its members by value as Members, and as Accessibility what members
/// of the model that speak of it can be.
/// </summary>
internal static class LabelsReader
{
    /// <summary>Without a type, the model has no members on labels.</summary>
    private static readonly AttributeSpec Unnamed = new(LabelsSpec.AttributeName, EquatableArray<ArgumentSpec>.Empty);

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
            return Unnamed;
        }

        if (type.TypeKind != TypeKind.Enum)
        {
            problems.Add(new Problem(ProblemKind.LabelsSize, $"Labels names {type.Name}, which is no enum; name an enum of the classes.",
                path, spec.Arguments[0].Name, Setting: true));
            return Unnamed;
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

        return new LabelsSpec(
            path[0], type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), members.Select(m => m.Name).ToArray(),
            Visibility.OfMember(type, owner).Text()).ToAttribute();
    }
}
