using System.Globalization;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>Reads what [Labels(typeof(FashionClass))] names: the enum as Type, and its members by value as Members.</summary>
internal static class LabelsReader
{
    public static AttributeSpec Read(AttributeSyntax attribute, AttributeSpec spec, SemanticModel model, int[] path, List<Problem> problems)
    {
        ITypeSymbol? type = attribute.DescendantNodes().OfType<TypeOfExpressionSyntax>().FirstOrDefault() is { } typeOf
            ? model.GetTypeInfo(typeOf.Type).Type : null;
        if (type is null or IErrorTypeSymbol)
        {
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
        });
    }
}
