using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>Reads one attribute: its arguments by the names of its properties, in source order.</summary>
internal static class AttributeReader
{
    public static AttributeSpec Read(
        AttributeSyntax attribute, string kind, SemanticModel model, ArgumentReader expressions, Action<ProblemKind, string, string> report)
    {
        List<ArgumentSpec> arguments = [];
        List<Argument> list = [];
        string listName = "";
        foreach (AttributeArgumentSyntax syntax in Arguments(attribute))
        {
            (string name, bool isItem) = Name(attribute, syntax, model);
            Argument? value = expressions.Read(syntax.Expression, (problem, message) => report(problem, $"{kind}: {message}", name));
            if (value is null)
            {
                continue;
            }

            if (isItem && value is not ListArgument)
            {
                listName = name;
                list.Add(value);
            }
            else
            {
                arguments.Add(new ArgumentSpec(name, value));
            }
        }

        if (list.Count > 0)
        {
            int constructorArguments = arguments.TakeWhile(a => IsPositional(attribute, a.Name, model)).Count();
            arguments.Insert(constructorArguments, new ArgumentSpec(listName, new ListArgument(list.ToArray())));
        }

        return new AttributeSpec(kind, arguments.ToArray());
    }

    /// <summary>The syntax of the argument of that name, or of one item of a list; null where the attribute does not give it.</summary>
    public static AttributeArgumentSyntax? Find(AttributeSyntax attribute, string argument, SemanticModel model, int item) =>
        Arguments(attribute).Where(a => Name(attribute, a, model).Name == argument).ElementAtOrDefault(Math.Max(item, 0));

    private static IEnumerable<AttributeArgumentSyntax> Arguments(AttributeSyntax attribute) => attribute.ArgumentList?.Arguments ?? [];

    private static bool IsPositional(AttributeSyntax attribute, string name, SemanticModel model) =>
        Arguments(attribute).Any(a => a.NameEquals is null && Name(attribute, a, model).Name == name);

    /// <summary>The property's name, and whether the argument is one of many in a params array.</summary>
    private static (string Name, bool IsItem) Name(AttributeSyntax attribute, AttributeArgumentSyntax argument, SemanticModel model)
    {
        if (argument.NameEquals is { } property)
        {
            return (property.Name.Identifier.ValueText, false);
        }

        SymbolInfo info = model.GetSymbolInfo(attribute);
        IMethodSymbol? constructor = (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) as IMethodSymbol;
        int position = attribute.ArgumentList!.Arguments.IndexOf(argument);
        IParameterSymbol? parameter = argument.NameColon is { } name
            ? constructor?.Parameters.FirstOrDefault(p => p.Name == name.Name.Identifier.ValueText)
            : constructor?.Parameters.ElementAtOrDefault(Math.Min(position, constructor.Parameters.Length - 1));
        return parameter is null ? ("", false) : (char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1), parameter.IsParams);
    }
}
