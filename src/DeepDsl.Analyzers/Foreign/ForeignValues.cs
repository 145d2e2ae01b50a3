using DeepDsl.Compiler.Spec.Foreign;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Foreign;

/// <summary>Values of arguments as they are written here.</summary>
internal sealed class ForeignValues(SemanticModel model, int position)
{
    /// <param name="Arguments">What the argument becomes: one, or one for each axis.</param>
    /// <param name="Fact">Why C# rejects the value; empty where it doesn't.</param>
    /// <param name="IsClear">Whether the value has a form here.</param>
    internal sealed record Value((string Name, string Text)[] Arguments, string Fact = "", bool IsClear = true);

    /// <summary>The value for the argument of that name and type.</summary>
    public Value Read(ExpressionSyntax expression, string argument, ITypeSymbol? type)
    {
        if (type is { TypeKind: TypeKind.Enum })
        {
            return Member(expression, argument, type);
        }

        string[] axes = Elements(expression);
        if (axes.Length == 2 && type?.SpecialType == SpecialType.System_Int32)
        {
            string fact = $"{argument} is one number, and {argument}H and {argument}W are those of each axis";
            return axes[0] == axes[1] ? new([(argument, axes[0])], fact)
                : new([(argument + "H", axes[0]), (argument + "W", axes[1])], fact);
        }

        return new([(argument, expression.ToString())]);
    }

    private Value Member(ExpressionSyntax expression, string argument, ITypeSymbol type)
    {
        string shown = type.ToMinimalDisplayString(model, position);
        if (expression is LiteralExpressionSyntax { Token.Value: bool flag } && type.Name is "Return")
        {
            string member = $"{shown}.{(flag ? "Sequence" : "Last")}";
            return new([(argument, member)], $"{expression} is written {member} here");
        }

        if (expression is LiteralExpressionSyntax { Token.Value: true } && type.Name is "Merge")
        {
            return new([(argument, $"{shown}.Concat")], $"{expression} is written {shown}.Concat here");
        }

        if (expression is LiteralExpressionSyntax { Token.Value: int and not 0 } && type.Name is "Padding") // C# takes a 0 for any enum
        {
            return new(
                [("Pad", expression.ToString())], $"Padding says how, and a number of elements is written Pad = {expression} here");
        }

        if (NameIn(expression) is not { } name || (type.Name == "Loss" && model.LookupSymbols(position, name: name).OfType<IMethodSymbol>().Any()))
        {
            return new([(argument, expression.ToString())]);
        }

        string[] members = [.. type.GetMembers().OfType<IFieldSymbol>().Select(f => f.Name)];
        string plain = ForeignNames.Plain(name);
        string? ours = members.FirstOrDefault(m => ForeignNames.Plain(m) == plain)
            ?? ForeignNames.Values.Where(v => v.Enum == type.Name && ForeignNames.Plain(v.Name) == plain).Select(v => v.Ours)
                .FirstOrDefault();
        if (ours is null && type.Name == "Loss" && expression is LiteralExpressionSyntax)
        {
            return new([(argument, expression.ToString())]); // names a method of the class
        }

        return ours is { Length: > 0 } ? new([(argument, $"{shown}.{ours}")], $"{expression} is written {shown}.{ours} here")
            : new([], $"{shown} has no {name}; it has {string.Join(", ", members)}", IsClear: false);
    }

    /// <summary>The name in a text, or behind the last dot of what nothing is called; null where it is neither.</summary>
    private string? NameIn(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } text => text.Token.ValueText,
        MemberAccessExpressionSyntax access when model.GetSymbolInfo(access).Symbol is null => access.Name.Identifier.ValueText,
        _ => null,
    };

    private static string[] Elements(ExpressionSyntax expression) => expression switch
    {
        TupleExpressionSyntax tuple => [.. tuple.Arguments.Select(a => a.Expression.ToString())],
        CollectionExpressionSyntax collection => [.. collection.Elements.Select(e => e.ToString())],
        _ => [],
    };
}
