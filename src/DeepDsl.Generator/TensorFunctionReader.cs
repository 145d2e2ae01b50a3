using System.Globalization;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>
/// Reads a static method of tensors as calls alone, each with the number of its place: <c>Add'7(MatMul'9(x, w), (0.5))</c>. Arguments stand
/// in the order of the parameters, none is left out; expressions of numbers are those of <see cref="FunctionReader"/>. Which methods exist,
/// and whether shapes fit, is the compiler's to know.
/// </summary>
/// <param name="constants">The constants of the class, of which a block's may depend on its parameters.</param>
/// <param name="owner">The class.</param>
/// <param name="method">The method.</param>
/// <param name="calls">Takes the names of methods of the class that it calls.</param>
/// <param name="cancellation">Asked at each part.</param>
internal sealed class TensorFunctionReader(
    BlockConstants constants, INamedTypeSymbol owner, IMethodSymbol method, Action<string> calls, CancellationToken cancellation)
{
    private readonly ExpressionSize _size = new();
    private SyntaxNumbers? _numbers;
    private string? _error;
    private int _errorNode;

    /// <summary>Whether it is meant to be one.</summary>
    public static bool Reads(IMethodSymbol method) => IsTensor(method.ReturnType) || method.Parameters.Any(p => IsTensor(p.Type));

    public FunctionSpec Read()
    {
        FunctionSpec function = new(method.Name, method.Parameters.Where(p => !IsWeight(p)).Select(p => p.Name).ToArray(), null, null) { IsOfTensors = true };
        if (!method.IsStatic || method.IsGenericMethod || !IsTensor(method.ReturnType)
            || method.Parameters.Any(p => !IsTensor(p.Type) || p.RefKind != RefKind.None || p.IsParams))
        {
            return function with { Error = $"{method.Name} must be static, and take and return FloatTensor." };
        }

        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not MethodDeclarationSyntax syntax)
        {
            return function with { Error = $"{method.Name} has no body." };
        }

        _numbers = new SyntaxNumbers(syntax);
        AttributeSpec[] weights = [.. method.Parameters.Where(IsWeight).Select(Weight)];
        string? body = syntax.ExpressionBody is { } arrow ? Whole(arrow.Expression) : Statements(syntax.Body?.Statements ?? []);
        string? error = _size.Error is { } tooLarge ? $"{method.Name} {tooLarge}, or spread it over several layers." : _error;
        return function with { Weights = weights, Body = error is null ? body : null, Error = error, ErrorNode = _errorNode };
    }

    private static bool IsTensor(ITypeSymbol? type) => (type as INamedTypeSymbol).Is(KnownNames.Tensor);

    private static bool IsWeight(IParameterSymbol parameter) => parameter.Attribute(KnownNames.Weight) is not null;

    private AttributeSpec Weight(IParameterSymbol parameter)
    {
        AttributeData bound = parameter.Attribute(KnownNames.Weight)!;
        if (bound.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
        {
            return new AttributeSpec(parameter.Name, EquatableArray<ArgumentSpec>.Empty);
        }

        AttributeSpec weight = AttributeReader.Read(syntax, bound.AttributeConstructor is null ? null : bound, parameter.Name,
            constants.ModelOf(syntax), new ArgumentReader(constants, cancellation), (_, message, _) => Fail(syntax, message));
        if (weight.Arguments.Count == 0)
        {
            Fail(syntax, $"the weight {parameter.Name} needs its sizes, such as [Weight(8, 4)].");
        }

        return weight;
    }

    private string? Fail(SyntaxNode node, string error)
    {
        if (_error is null)
        {
            _error = error;
            _errorNode = _numbers!.Of(node);
        }

        return null;
    }

    private string? Statements(SyntaxList<StatementSyntax> statements)
    {
        List<string> locals = [];
        foreach (StatementSyntax statement in statements)
        {
            switch (statement)
            {
                case LocalDeclarationStatementSyntax { IsConst: true }:
                    break; // a constant is folded where it is read
                case LocalDeclarationStatementSyntax declaration when declaration.UsingKeyword == default:
                    foreach (VariableDeclaratorSyntax variable in declaration.Declaration.Variables)
                    {
                        if (Local(variable) is not { } local)
                        {
                            return null;
                        }

                        locals.Add(local);
                    }

                    break;
                case ReturnStatementSyntax { Expression: { } result }:
                    return Whole(result) is { } text ? string.Concat(locals) + text : null;
                default:
                    return Fail(statement,
                        $"\"{Shown.Text(statement.ToString())}\" can't be differentiated; a function of tensors has declarations with var, "
                        + "each with a value, and a return.");
            }
        }

        return Fail(method.DeclaringSyntaxReferences[0].GetSyntax(cancellation).ChildNodes().Last(), $"{method.Name} needs a return.");
    }

    private string? Local(VariableDeclaratorSyntax variable)
    {
        if (variable.Initializer?.Value is not { } value)
        {
            return Fail(variable, $"\"{variable.Identifier.ValueText}\" needs a value where it is declared.");
        }

        if (!IsTensor((constants.ModelOf(variable).GetDeclaredSymbol(variable, cancellation) as ILocalSymbol)?.Type))
        {
            return Fail(variable, $"\"{Shown.Text(variable.ToString())}\" is no FloatTensor; declare a number with const, or write it where it is used.");
        }

        return Whole(value) is { } text ? $"{variable.Identifier.ValueText} = {text}; " : null;
    }

    private string? Whole(ExpressionSyntax body) => _size.Allows(body) ? Text(body) : null;

    private string? Inside(ExpressionSyntax e)
    {
        string? text = _size.Enter() ? Text(e) : null;
        _size.Leave();
        return text;
    }

    private string? Text(ExpressionSyntax e)
    {
        cancellation.ThrowIfCancellationRequested();
        ITypeSymbol? type = constants.ModelOf(e).GetTypeInfo(e, cancellation).Type;
        if (!IsTensor(type) && type is { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double })
        {
            return Number(e, isConstant: false);
        }

        switch (e)
        {
            case ParenthesizedExpressionSyntax inner:
                return Inside(inner.Expression);
            case CastExpressionSyntax cast when IsTensor(type):
                return Inside(cast.Expression);
            case IdentifierNameSyntax name when constants.ModelOf(name).GetSymbolInfo(name, cancellation).Symbol is IParameterSymbol or ILocalSymbol:
                return name.Identifier.ValueText;
            case PrefixUnaryExpressionSyntax unary when unary.OperatorToken.Text == "-":
                return _size.Add(1) && Inside(unary.Operand) is { } operand ? $"{TensorNotation.Negate}'{_numbers!.Of(e)}({operand})" : null;
            case BinaryExpressionSyntax binary when TensorNotation.MethodOf(binary.OperatorToken.Text) is not null:
                return Binary(binary);
            case InvocationExpressionSyntax call:
                return Call(call);
            default:
                return Unreadable(e);
        }
    }

    private string? Unreadable(ExpressionSyntax e) => Fail(e,
        $"\"{Shown.Text(e.ToString())}\" can't be differentiated; use the parameters, numbers, + - * /, and methods of FloatTensor or of {owner.Name}.");

    /// <summary>A sum of many terms is a tree as deep: it is walked along its left side.</summary>
    private string? Binary(BinaryExpressionSyntax e)
    {
        Stack<BinaryExpressionSyntax> left = new([e]);
        while (left.Peek().Left is BinaryExpressionSyntax next && IsTensor(constants.ModelOf(next).GetTypeInfo(next, cancellation).Type))
        {
            left.Push(next);
        }

        string? text = Text(left.Peek().Left);
        foreach (BinaryExpressionSyntax step in left)
        {
            if (text is null || !_size.Add(1) || Text(step.Right) is not { } right)
            {
                return null;
            }

            text = $"{TensorNotation.MethodOf(step.OperatorToken.Text)}'{_numbers!.Of(step)}({text}, {right})";
        }

        return text;
    }

    /// <summary>A number; or, where it is no constant and need not be one, the expression in quotes.</summary>
    private string? Number(ExpressionSyntax e, bool isConstant)
    {
        FunctionReader reader = new(constants, owner, cancellation);
        if (reader.Read(e, out string? error) is not { } text)
        {
            return Fail(e, error!);
        }

        bool found = constants.ModelOf(e).GetConstantValue(e, cancellation).HasValue;
        return found ? text.StartsWith("{", StringComparison.Ordinal) || text.StartsWith("(", StringComparison.Ordinal) ? text : $"({text})"
            : isConstant ? Fail(e, $"\"{Shown.Text(e.ToString())}\" must be a constant.")
            : new TextArgument(text).ToString();
    }

    private string? Call(InvocationExpressionSyntax call)
    {
        if (constants.ModelOf(call).GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol called)
        {
            return Fail(call, $"\"{Shown.Text(call.ToString())}\" can't be resolved.");
        }

        bool isOwn = SymbolEqualityComparer.Default.Equals(called.ContainingType, owner) && called.IsStatic && IsTensor(called.ReturnType);
        if (!_size.Add(1) || (!isOwn && (!IsTensor(called.ContainingType) || called.IsStatic || call.Expression is not MemberAccessExpressionSyntax)))
        {
            return Unreadable(call);
        }

        if (isOwn && called.Parameters.Any(IsWeight))
        {
            return Fail(call, $"\"{Shown.Text(call.ToString())}\" calls a function that has weights, which only one that a layer names can have; "
                + "pass them to it.");
        }

        string? first = isOwn ? new TextArgument(called.Name).ToString() : Inside(((MemberAccessExpressionSyntax)call.Expression).Expression);
        if (first is null || Arguments(call, called) is not { } arguments)
        {
            return null;
        }

        if (isOwn)
        {
            calls(called.Name);
        }

        return $"{(isOwn ? TensorNotation.Own : called.Name)}'{_numbers!.Of(call)}({string.Join(", ", [first, .. arguments])})";
    }

    /// <summary>In the order of the parameters, with the defaults of those that are left out.</summary>
    private List<string>? Arguments(InvocationExpressionSyntax call, IMethodSymbol called)
    {
        List<string> texts = [];
        foreach (IParameterSymbol parameter in called.Parameters)
        {
            ArgumentSyntax[] given = [.. call.ArgumentList.Arguments.Where((a, i) => a.NameColon is { } name
                ? name.Name.Identifier.ValueText == parameter.Name : i == parameter.Ordinal || (parameter.IsParams && i > parameter.Ordinal))];
            string? text = parameter.IsParams ? List(given)
                : given.Length == 0 ? Default(call, parameter)
                : parameter.Type.TypeKind == TypeKind.Delegate ? Function(given[0].Expression)
                : IsTensor(parameter.Type) ? Inside(given[0].Expression)
                : Number(given[0].Expression, isConstant: true);
            if (text is null)
            {
                return null;
            }

            texts.Add(text);
        }

        return texts;
    }

    private string? Default(InvocationExpressionSyntax call, IParameterSymbol parameter) =>
        parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: IConvertible value }
            ? $"({value.ToDouble(CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)})" : Unreadable(call);

    private string? List(ArgumentSyntax[] items)
    {
        List<string> texts = [];
        foreach (ArgumentSyntax item in items)
        {
            if (constants.ModelOf(item).GetTypeInfo(item.Expression, cancellation).Type is not { SpecialType: SpecialType.System_Int32 })
            {
                return Fail(item.Expression, $"\"{Shown.Text(item.ToString())}\" can't be read; write the numbers one by one.");
            }

            if (Number(item.Expression, isConstant: true) is not { } text)
            {
                return null;
            }

            texts.Add(text);
        }

        return $"[{string.Join(", ", texts)}]";
    }

    /// <summary>A function of numbers: its parameters, and its body.</summary>
    private string? Function(ExpressionSyntax e)
    {
        FunctionReader reader = new(constants, owner, cancellation);
        (IEnumerable<string>? parameters, ExpressionSyntax? body) = e switch
        {
            SimpleLambdaExpressionSyntax lambda => (new[] { lambda.Parameter.Identifier.ValueText }, lambda.ExpressionBody),
            ParenthesizedLambdaExpressionSyntax lambda => (lambda.ParameterList.Parameters.Select(p => p.Identifier.ValueText), lambda.ExpressionBody),
            _ => (null, null),
        };
        string? error = null;
        string? text = null;
        if (body is not null)
        {
            text = reader.Read(body, parameters!, out error);
        }
        else if (e is not AnonymousFunctionExpressionSyntax && constants.ModelOf(e).GetSymbolInfo(e, cancellation).Symbol is IMethodSymbol named
            && SymbolEqualityComparer.Default.Equals(named.ContainingType, owner))
        {
            FunctionSpec function = reader.Read(named);
            (parameters, text, error) = (function.Parameters, function.Body, function.Error);
        }

        return text is null
            ? Fail(e, error ?? $"\"{Shown.Text(e.ToString())}\" can't be read; name a static method of {owner.Name}, or write a lambda that is one expression.")
            : $"[{string.Join(", ", parameters!.Select(p => new TextArgument(p)))}], {new TextArgument(text)}";
    }
}
