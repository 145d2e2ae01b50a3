using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>
/// Turns the expressions of attributes into arguments. Constants fold, except in a block what depends on its parameters: that stays an
/// expression. Works on syntax, since the attribute may not be bound yet, and bound ones hold the parameters' defaults.
/// </summary>
internal sealed class ArgumentReader(SemanticModel model, INamedTypeSymbol? block, CancellationToken cancellation)
{
    private static readonly HashSet<string> Operators = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"];

    /// <summary>The value of an expression that C# may have bound already.</summary>
    public Argument? Read(ExpressionSyntax expression, TypedConstant? bound, Action<ProblemKind, string> report) =>
        bound is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum } constant && !DependsOnParameter(expression)
            ? Value(constant.Value, constant.Type, report) : Read(expression, report);

    /// <summary>Null where the expression says nothing (null), or after <paramref name="report"/>.</summary>
    public Argument? Read(ExpressionSyntax expression, Action<ProblemKind, string> report)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parentheses:
                return Read(parentheses.Expression, report);
            case ArrayCreationExpressionSyntax { Initializer: var items }:
                return List(items, report);
            case ImplicitArrayCreationExpressionSyntax { Initializer: var items }:
                return List(items, report);
            case var _ when !DependsOnParameter(expression):
                return Constant(expression, report);
            default:
                return Structure(expression, report);
        }
    }

    private ListArgument? List(InitializerExpressionSyntax? initializer, Action<ProblemKind, string> report)
    {
        Argument?[] items = [.. initializer?.Expressions.Select(e => Read(e, report)) ?? []];
        return items.Contains(null) ? null : new ListArgument(items!);
    }

    private Argument? Constant(ExpressionSyntax expression, Action<ProblemKind, string> report)
    {
        if (expression is TypeOfExpressionSyntax typeOf)
        {
            ITypeSymbol? type = model.GetTypeInfo(typeOf.Type, cancellation).Type;
            return type is null ? null : new TextArgument(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
        }

        TypeInfo info = model.GetTypeInfo(expression, cancellation);
        ITypeSymbol? target = info.ConvertedType is { TypeKind: TypeKind.Enum } converted ? converted : info.Type;
        Optional<object?> constant = model.GetConstantValue(expression, cancellation);
        if (!constant.HasValue)
        {
            report(ProblemKind.CSharpError, $"{expression} is not a constant.");
            return null;
        }

        return Value(constant.Value, target, report);
    }

    private static Argument? Value(object? constant, ITypeSymbol? target, Action<ProblemKind, string> report) => constant switch
    {
        null => null,
        bool b => new BoolArgument(b),
        string s => new TextArgument(s),
        var value when target is INamedTypeSymbol { TypeKind: TypeKind.Enum } type => Member(type, value, report),
        char c => new NumberArgument(c),
        IConvertible number => new NumberArgument(number.ToDouble(System.Globalization.CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static EnumArgument? Member(INamedTypeSymbol type, object value, Action<ProblemKind, string> report)
    {
        IFieldSymbol? member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value));
        if (member is null)
        {
            report(ProblemKind.NotConstant, $"{type.Name} has no member of value {value}; name one of its members.");
            return null;
        }

        return new EnumArgument(type.Name, member.Name);
    }

    private Argument? Structure(ExpressionSyntax expression, Action<ProblemKind, string> report)
    {
        switch (expression)
        {
            case IdentifierNameSyntax or MemberAccessExpressionSyntax when Field(expression) is { } field:
                return Owned(field, report);
            case CheckedExpressionSyntax inner:
                return Read(inner.Expression, report);
            case PrefixUnaryExpressionSyntax unary when unary.OperatorToken.Text is "-" or "+" or "!":
                return Read(unary.Operand, report) is { } operand ? new UnaryArgument(unary.OperatorToken.Text, operand) : null;
            case CastExpressionSyntax cast:
                return Cast(cast, report);
            case BinaryExpressionSyntax binary when Operators.Contains(binary.OperatorToken.Text):
                return Read(binary.Left, report) is { } left && Read(binary.Right, report) is { } right
                    ? new BinaryArgument(binary.OperatorToken.Text, left, right, binary.OperatorToken.Text == "/" && IsReal(binary)) : null;
            case ConditionalExpressionSyntax choice:
                return Read(choice.Condition, report) is { } condition && Read(choice.WhenTrue, report) is { } whenTrue
                    && Read(choice.WhenFalse, report) is { } whenFalse ? new ConditionalArgument(condition, whenTrue, whenFalse) : null;
            default:
                report(ProblemKind.UnsupportedExpression,
                    $"\"{expression}\" can't be kept as an expression over the block's parameters; use + - * / %, comparisons, && || ! and ?:.");
                return null;
        }
    }

    private Argument? Cast(CastExpressionSyntax cast, Action<ProblemKind, string> report)
    {
        switch (model.GetTypeInfo(cast.Type, cancellation).Type?.SpecialType)
        {
            case SpecialType.System_Double or SpecialType.System_Single:
                return Read(cast.Expression, report);
            case SpecialType.System_Int32 or SpecialType.System_Int64:
                return Read(cast.Expression, report) is { } operand ? new UnaryArgument(UnaryArgument.ToInteger, operand) : null;
            default:
                report(ProblemKind.UnsupportedExpression, $"The cast \"{cast}\" can't be kept over the block's parameters; cast to int or double.");
                return null;
        }
    }

    /// <summary>A parameter of the block, or one of its constants that is computed from parameters.</summary>
    private Argument? Owned(IFieldSymbol field, Action<ProblemKind, string> report) => field.Attribute(KnownNames.Parameter) is null
        && Initializer(field) is { } value
        ? new ArgumentReader(model.Compilation.GetSemanticModel(value.SyntaxTree), block, cancellation).Read(value, report)
        : new ParameterArgument(field.Name);

    private bool IsReal(ExpressionSyntax expression) =>
        model.GetTypeInfo(expression, cancellation).Type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    public bool DependsOnParameter(ExpressionSyntax expression) => block is not null && expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
        .Any(name => Field(name) is { } field && DependsOnParameter(field));

    private bool DependsOnParameter(IFieldSymbol field) => field.Attribute(KnownNames.Parameter) is not null
        || (Initializer(field) is { } value
            && new ArgumentReader(model.Compilation.GetSemanticModel(value.SyntaxTree), block, cancellation).DependsOnParameter(value));

    /// <summary>The block's constant that an expression names. One inside nameof is named, not read.</summary>
    private IFieldSymbol? Field(ExpressionSyntax expression)
    {
        bool named = expression.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } };
        return !named && model.GetSymbolInfo(expression, cancellation).Symbol is IFieldSymbol { IsConst: true, HasConstantValue: true } field
            && SymbolEqualityComparer.Default.Equals(field.ContainingType, block) ? field : null;
    }

    private ExpressionSyntax? Initializer(IFieldSymbol field) => field.DeclaringSyntaxReferences.Length == 0 ? null
        : (field.DeclaringSyntaxReferences[0].GetSyntax(cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value;
}
