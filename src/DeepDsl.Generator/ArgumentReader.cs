using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>
/// Turns the expressions of attributes into arguments. Constants fold, except in a block what depends on its parameters: that stays an
/// expression. Works on syntax, since the attribute may not be bound yet, and bound ones hold the parameters' defaults.
/// </summary>
internal sealed class ArgumentReader(BlockConstants constants, CancellationToken cancellation)
{
    private static readonly HashSet<string> Operators = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"];

    private ExpressionSize _size = new();

    /// <summary>Operators of what was read last, with those of the constants in it.</summary>
    public int Operations => _size.Operations;

    public bool DependsOnParameter(ExpressionSyntax expression) => constants.DependsOnParameter(expression);

    /// <summary>
    /// The value of an expression that C# may have bound already; null where it says nothing (null), or after <paramref name="report"/>.
    /// </summary>
    public Argument? Read(ExpressionSyntax expression, TypedConstant? bound, Action<ProblemKind, string> report)
    {
        if (Dimension(expression) is { } dimension)
        {
            return dimension;
        }

        if (FindDimension(expression) is { } computed)
        {
            report(ProblemKind.UnsupportedExpression, $"\"{Shown.Text(expression.ToString())}\" computes with {computed}, which is set at run time; "
                + "write it alone, since sizes that follow from it are found by the layers.");
            return null;
        }

        bool isKnown = bound is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum };
        if (isKnown && !constants.IsBlock)
        {
            return Value(bound!.Value, report);
        }

        return expression switch
        {
            ArrayCreationExpressionSyntax { Initializer: var items } => List(items?.Expressions ?? [], report),
            ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: var items } => List(items, report),
            CollectionExpressionSyntax { Elements: var items } when items.All(i => i is ExpressionElementSyntax) =>
                List(items.Select(i => ((ExpressionElementSyntax)i).Expression), report),
            _ => Sized(expression, isKnown ? bound : null, report),
        };
    }

    /// <summary>A dimension that is set at run time, by itself: its constant says nothing.</summary>
    private EnumArgument? Dimension(ExpressionSyntax expression)
    {
        string name = expression switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            _ => "",
        };
        return ExtentSpec.Symbols.Contains(name)
            && constants.ModelOf(expression).GetSymbolInfo(expression, cancellation).Symbol is IFieldSymbol { ContainingType: { } type }
            && type.Is(KnownNames.Dimensions) ? new EnumArgument(ExtentSpec.DimensionType, name) : null;
    }

    /// <summary>One that stands inside an expression.</summary>
    private EnumArgument? FindDimension(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax
            or CollectionExpressionSyntax ? null
            : expression.DescendantNodes().OfType<ExpressionSyntax>().Select(Dimension).FirstOrDefault(d => d is not null);

    private ListArgument? List(IEnumerable<ExpressionSyntax> expressions, Action<ProblemKind, string> report)
    {
        Argument?[] items = [.. expressions.Select(e => Read(e, null, report))];
        return items.Contains(null) ? null : new ListArgument(items!);
    }

    /// <summary>One value, if it is of a size that can be read.</summary>
    private Argument? Sized(ExpressionSyntax expression, TypedConstant? bound, Action<ProblemKind, string> report)
    {
        _size = new ExpressionSize();
        Argument? value = !_size.Allows(expression) ? null
            : bound is { } constant && !DependsOnParameter(expression) ? Value(constant, report) : Read(expression, report);
        if (_size.Error is { } error)
        {
            report(ProblemKind.UnsupportedExpression, $"\"{Shown.Text(expression.ToString())}\" {error}.");
            return null;
        }

        return value;
    }

    private Argument? Read(ExpressionSyntax expression, Action<ProblemKind, string> report)
    {
        cancellation.ThrowIfCancellationRequested();
        return expression is ParenthesizedExpressionSyntax || DependsOnParameter(expression)
            ? Structure(expression, report) : Constant(expression, report);
    }

    /// <summary>The same for what stands inside another.</summary>
    private Argument? Inside(ExpressionSyntax expression, Action<ProblemKind, string> report)
    {
        Argument? value = _size.Enter() ? Read(expression, report) : null;
        _size.Leave();
        return value;
    }

    private Argument? Constant(ExpressionSyntax expression, Action<ProblemKind, string> report)
    {
        SemanticModel model = constants.ModelOf(expression);
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
            report(ProblemKind.CSharpError, $"{Shown.Text(expression.ToString())} is not a constant.");
            return null;
        }

        return Value(constant.Value, target, report);
    }

    private static Argument? Value(TypedConstant bound, Action<ProblemKind, string> report) => Value(bound.Value, bound.Type, report);

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
            case ParenthesizedExpressionSyntax parentheses:
                return Inside(parentheses.Expression, report);
            case IdentifierNameSyntax or MemberAccessExpressionSyntax when constants.Field(expression) is { } field:
                return Owned(field, report);
            case CheckedExpressionSyntax inner:
                return Inside(inner.Expression, report);
            case PrefixUnaryExpressionSyntax unary when unary.OperatorToken.Text is "-" or "+" or "!":
                return _size.Add(1) && Inside(unary.Operand, report) is { } operand
                    ? new UnaryArgument(unary.OperatorToken.Text, operand) : null;
            case CastExpressionSyntax cast:
                return Cast(cast, report);
            case BinaryExpressionSyntax binary when Operators.Contains(binary.OperatorToken.Text):
                return Binary(binary, report);
            case ConditionalExpressionSyntax choice:
                return _size.Add(1) && Inside(choice.Condition, report) is { } condition && Inside(choice.WhenTrue, report) is { } whenTrue
                    && Inside(choice.WhenFalse, report) is { } whenFalse ? new ConditionalArgument(condition, whenTrue, whenFalse) : null;
            default:
                report(ProblemKind.UnsupportedExpression,
                    $"\"{Shown.Text(expression.ToString())}\" can't be kept as an expression over the "
                    + "block's parameters; use + - * / %, comparisons, && || ! and ?:.");
                return null;
        }
    }

    /// <summary>A sum of many terms is a tree as deep: it is walked along its left side, up to where it is a constant.</summary>
    private Argument? Binary(BinaryExpressionSyntax expression, Action<ProblemKind, string> report)
    {
        Stack<BinaryExpressionSyntax> left = new([expression]);
        while (left.Peek().Left is BinaryExpressionSyntax next && Operators.Contains(next.OperatorToken.Text) && DependsOnParameter(next))
        {
            left.Push(next);
        }

        Argument? value = Read(left.Peek().Left, report);
        foreach (BinaryExpressionSyntax step in left)
        {
            string op = step.OperatorToken.Text;
            value = value is not null && _size.Add(1) && Read(step.Right, report) is { } right
                ? new BinaryArgument(op, value, right, op == "/" && IsReal(step)) : null;
        }

        return value;
    }

    private Argument? Cast(CastExpressionSyntax cast, Action<ProblemKind, string> report)
    {
        switch (constants.ModelOf(cast).GetTypeInfo(cast.Type, cancellation).Type?.SpecialType)
        {
            case SpecialType.System_Double or SpecialType.System_Single:
                return _size.Add(1) ? Inside(cast.Expression, report) : null;
            case SpecialType.System_Int32 or SpecialType.System_Int64:
                return _size.Add(1) && Inside(cast.Expression, report) is { } operand
                    ? new UnaryArgument(UnaryArgument.ToInteger, operand) : null;
            default:
                report(ProblemKind.UnsupportedExpression,
                    $"The cast \"{Shown.Text(cast.ToString())}\" can't be kept over the block's parameters; cast to int or double.");
                return null;
        }
    }

    /// <summary>A parameter of the block, or one of its constants that is computed from parameters.</summary>
    private Argument? Owned(IFieldSymbol field, Action<ProblemKind, string> report) => constants.Computed(field) is not { } value
        ? new ParameterArgument(field.Name)
        : _size.Allows(value) ? Inside(value, report) : null;

    private bool IsReal(ExpressionSyntax expression) =>
        constants.ModelOf(expression).GetTypeInfo(expression, cancellation).Type?.SpecialType
            is SpecialType.System_Double or SpecialType.System_Single;
}
