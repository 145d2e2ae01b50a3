using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>Reads one attribute: its arguments by the names of its properties, in source order.</summary>
internal static class AttributeReader
{
    /// <param name="attribute">The attribute to read.</param>
    /// <param name="bound">What C# made of it; null where it could not.</param>
    /// <param name="kind">What it is called in the specification.</param>
    /// <param name="model">Answers where <paramref name="bound"/> does not.</param>
    /// <param name="expressions">Reads the arguments.</param>
    /// <param name="report">Takes problems: message and argument.</param>
    public static AttributeSpec Read(
        AttributeSyntax attribute, AttributeData? bound, string kind, SemanticModel model, ArgumentReader expressions,
        Action<ProblemKind, string, string> report)
    {
        Parameters parameters = new(attribute, bound?.AttributeConstructor, model);
        List<ArgumentSpec> arguments = [];
        List<Argument> list = [];
        string listName = "";
        int positional = 0;
        foreach (AttributeArgumentSyntax syntax in Arguments(attribute))
        {
            (string name, bool isItem) = parameters.Name(syntax);
            Argument? value = expressions.Read(
                syntax.Expression, parameters.Constant(syntax, bound), (problem, message) => report(problem, $"{kind}: {message}", name));
            if (value is null)
            {
                continue;
            }

            if (isItem && value is not ListArgument)
            {
                listName = name;
                list.Add(value);
                continue;
            }

            arguments.Add(new ArgumentSpec(name, value));
            positional += syntax.NameEquals is null ? 1 : 0;
        }

        if (list.Count > 0)
        {
            arguments.Insert(positional, new ArgumentSpec(listName, new ListArgument(list.ToArray())));
        }

        return new AttributeSpec(kind, arguments.ToArray());
    }

    /// <summary>The syntax of the argument of that name, or of one item of a list; null where the attribute does not give it.</summary>
    public static AttributeArgumentSyntax? Find(AttributeSyntax attribute, string argument, SemanticModel model, int item)
    {
        Parameters parameters = new(attribute, null, model);
        return Arguments(attribute).Where(a => parameters.Name(a).Name == argument).ElementAtOrDefault(Math.Max(item, 0));
    }

    private static IEnumerable<AttributeArgumentSyntax> Arguments(AttributeSyntax attribute) => attribute.ArgumentList?.Arguments ?? [];

    /// <summary>Which parameter or property each argument of an attribute sets.</summary>
    private sealed class Parameters(AttributeSyntax attribute, IMethodSymbol? known, SemanticModel model)
    {
        private readonly Lazy<IMethodSymbol?> _constructor = new(() =>
        {
            SymbolInfo info = known is null ? model.GetSymbolInfo(attribute) : default;
            return known ?? (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) as IMethodSymbol;
        });

        /// <summary>The property's name, and whether the argument is one of many in a params array.</summary>
        public (string Name, bool IsItem) Name(AttributeArgumentSyntax argument)
        {
            if (argument.NameEquals is { } property)
            {
                return (property.Name.Identifier.ValueText, false);
            }

            return Of(argument) is { } parameter
                ? (char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1), parameter.IsParams) : ("", false);
        }

        /// <summary>The argument's value as C# found it; null for items of a list, and where C# found none.</summary>
        public TypedConstant? Constant(AttributeArgumentSyntax argument, AttributeData? bound)
        {
            if (bound is null)
            {
                return null;
            }

            if (argument.NameEquals is { } property)
            {
                return bound.NamedArguments.Where(a => a.Key == property.Name.Identifier.ValueText).Select(a => (TypedConstant?)a.Value).FirstOrDefault();
            }

            return Of(argument) is { IsParams: false } parameter ? bound.ConstructorArguments[parameter.Ordinal] : null;
        }

        private IParameterSymbol? Of(AttributeArgumentSyntax argument)
        {
            IMethodSymbol? constructor = _constructor.Value;
            return argument.NameColon is { } name
                ? constructor?.Parameters.FirstOrDefault(p => p.Name == name.Name.Identifier.ValueText)
                : constructor is null ? null : AtPlace(constructor, attribute.ArgumentList!.Arguments.IndexOf(argument));
        }

        /// <summary>The last takes all that follow, if it is a list.</summary>
        private static IParameterSymbol? AtPlace(IMethodSymbol constructor, int place) =>
            constructor.Parameters.ElementAtOrDefault(place) ?? constructor.Parameters.LastOrDefault(p => p.IsParams);
    }
}
