using System.Globalization;
using System.Text;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>
/// Reads a static method as a scalar expression: constants folded (but those that depend on a block's parameters, which each use of the
/// block sets), casts between reals dropped, MathF.Exp(x) as Exp(x), calls of the class's own methods replaced by their bodies. Which
/// functions exist is the compiler's to know.
/// </summary>
internal sealed class FunctionReader(BlockConstants constants, INamedTypeSymbol owner, CancellationToken cancellation)
{
    private static readonly HashSet<string> Operators = ["+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "&&", "||"];

    private readonly ArgumentReader _arguments = new(constants, cancellation);
    private readonly Stack<IMethodSymbol> _open = new();
    private readonly ExpressionSize _size = new();
    private string? _error;

    /// <summary>What stands for a parameter, and its operators: they count wherever it is read.</summary>
    private sealed record Given(string Text, int Operations);

    /// <summary>The methods that the layers name in arguments, and those of tensors that these call.</summary>
    public static FunctionSpec[] ReadAll(
        IEnumerable<AttributeSpec> attributes, BlockConstants constants, INamedTypeSymbol owner, CancellationToken cancellation)
    {
        List<FunctionSpec> functions = [];
        Queue<string> open = new(attributes.SelectMany(OpTable.FunctionsOf));
        HashSet<string> seen = [];
        while (open.Count > 0)
        {
            string name = open.Dequeue();
            if (seen.Add(name))
            {
                functions.Add(Read(name, constants, owner, open.Enqueue, cancellation));
            }
        }

        return [.. functions];
    }

    private static FunctionSpec Read(
        string name, BlockConstants constants, INamedTypeSymbol owner, Action<string> calls, CancellationToken cancellation)
    {
        IMethodSymbol[] methods = [.. owner.GetMembers(name).OfType<IMethodSymbol>()];
        return methods.Length == 0 ? Failed(name, $"{owner.Name} has no method {name}; declare static float {name}(float x) => ...;")
            : methods.Length > 1
                ? Failed(name, $"{owner.Name} has several methods {name}; give the one that is meant a name of its own.")
                    with { IsOfTensors = methods.Any(TensorFunctionReader.Reads) }
            : TensorFunctionReader.Reads(methods[0]) ? new TensorFunctionReader(constants, owner, methods[0], calls, cancellation).Read()
            : new FunctionReader(constants, owner, cancellation).Read(methods[0]);
    }

    /// <summary>An expression of numbers in another function; null after an error.</summary>
    public string? Read(ExpressionSyntax expression, out string? error) => Read(expression, [], out error);

    /// <summary>The body of a lambda; null after an error.</summary>
    public string? Read(ExpressionSyntax body, IEnumerable<string> parameters, out string? error)
    {
        string? text = Whole(body, parameters.ToDictionary(p => p, p => new Given(p, 0)));
        error = _size.Error is { } tooLarge ? $"\"{Shown.Text(body.ToString())}\" {tooLarge}." : _error;
        return error is null ? text : null;
    }

    public FunctionSpec Read(IMethodSymbol method)
    {
        string name = method.Name;
        string[] parameters = [.. method.Parameters.Select(p => p.Name)];
        if (!method.IsStatic || method.IsGenericMethod || !IsReal(method.ReturnType) || method.Parameters.Any(p => !IsReal(p.Type)))
        {
            return Failed(name, $"{name} must be static and take and return float.");
        }

        string? body = Body(method) is { } expression
            ? Whole(expression, parameters.ToDictionary(p => p, p => new Given(p, 0)))
            : Fail($"{name} must be one expression: static float {name}(float x) => ...;");
        string? error = _size.Error is { } tooLarge ? $"{name} {tooLarge}, or spread it over several layers." : _error;
        return body is null ? Failed(name, error!, parameters) : new FunctionSpec(name, parameters, body, null);
    }

    private static FunctionSpec Failed(string name, string error, string[]? parameters = null) => new(name, parameters ?? [], null, error);

    private static bool IsReal(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private ExpressionSyntax? Body(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not MethodDeclarationSyntax syntax ? null
        : syntax.ExpressionBody?.Expression
            ?? (syntax.Body?.Statements is { Count: 1 } only && only[0] is ReturnStatementSyntax returned ? returned.Expression : null);

    private string? Fail(string error)
    {
        _error ??= error;
        return null;
    }

    /// <summary>The body of a function, if it is of a size that can be read.</summary>
    private string? Whole(ExpressionSyntax body, IReadOnlyDictionary<string, Given> parameters) =>
        _size.Allows(body) ? Text(body, parameters) : null;

    /// <summary>What stands inside another.</summary>
    private string? Inside(ExpressionSyntax e, IReadOnlyDictionary<string, Given> parameters)
    {
        string? text = _size.Enter() ? Text(e, parameters) : null;
        _size.Leave();
        return text;
    }

    private string? Text(ExpressionSyntax e, IReadOnlyDictionary<string, Given> parameters)
    {
        cancellation.ThrowIfCancellationRequested();
        if (ConstantOf(e) is { } constant)
        {
            return Constant(e, constant);
        }

        switch (e)
        {
            case ParenthesizedExpressionSyntax inner:
                return Inside(inner.Expression, parameters) is { } t ? $"({t})" : null;
            case IdentifierNameSyntax name when parameters.TryGetValue(name.Identifier.ValueText, out Given parameter):
                return _size.Add(parameter.Operations) ? parameter.Text : null;
            case PrefixUnaryExpressionSyntax unary when unary.OperatorToken.Text is "-" or "+" or "!":
                return _size.Add(1) && Inside(unary.Operand, parameters) is { } operand ? unary.OperatorToken.Text + operand : null;
            case CastExpressionSyntax cast when IsReal(constants.ModelOf(cast).GetTypeInfo(cast.Type, cancellation).Type):
                return _size.Add(1) && Inside(cast.Expression, parameters) is { } value ? $"({value})" : null;
            case BinaryExpressionSyntax binary when Operators.Contains(binary.OperatorToken.Text):
                return Binary(binary, parameters);
            case ConditionalExpressionSyntax choice:
                return _size.Add(1) && Inside(choice.Condition, parameters) is { } condition
                    && Inside(choice.WhenTrue, parameters) is { } whenTrue
                    && Inside(choice.WhenFalse, parameters) is { } whenFalse ? $"{condition} ? {whenTrue} : {whenFalse}" : null;
            case InvocationExpressionSyntax call:
                return Call(call, parameters);
            default:
                return Fail($"\"{Shown.Text(e.ToString())}\" can't be differentiated; use the parameters, constants, + - * /, comparisons, "
                    + "?: and the functions of MathF.");
        }
    }

    /// <summary>A number or a truth value; null for what depends on parameters of the function.</summary>
    private IConvertible? ConstantOf(ExpressionSyntax e) =>
        constants.ModelOf(e).GetConstantValue(e, cancellation)
            is { HasValue: true, Value: IConvertible and not (string or char) and var value }
            ? (IConvertible)value : null;

    /// <summary>A sum of many terms is a tree as deep: it is walked along its left side, up to where it is a constant.</summary>
    private string? Binary(BinaryExpressionSyntax e, IReadOnlyDictionary<string, Given> parameters)
    {
        Stack<BinaryExpressionSyntax> left = new([e]);
        while (left.Peek().Left is BinaryExpressionSyntax next && Operators.Contains(next.OperatorToken.Text) && ConstantOf(next) is null)
        {
            left.Push(next);
        }

        StringBuilder text = new(Text(left.Peek().Left, parameters));
        foreach (BinaryExpressionSyntax step in left)
        {
            if (text.Length == 0 || !_size.Add(1) || Text(step.Right, parameters) is not { } right)
            {
                return null;
            }

            text.Append(' ').Append(step.OperatorToken.Text).Append(' ').Append(right);
        }

        return text.ToString();
    }

    /// <summary>A literal; or, where it depends on the block's parameters, the expression in braces.</summary>
    private string? Constant(ExpressionSyntax e, IConvertible constant)
    {
        if (_arguments.DependsOnParameter(e))
        {
            return _arguments.Read(e, null, (_, message) => Fail(message)) is { } expression && _size.Add(_arguments.Operations)
                ? $"{{{expression}}}" : null;
        }

        double value = constant.ToDouble(CultureInfo.InvariantCulture); // a condition is 1 or 0
        string literal = value.ToString("R", CultureInfo.InvariantCulture);
        return value < 0 ? $"({literal})" : literal;
    }

    private string? Call(InvocationExpressionSyntax call, IReadOnlyDictionary<string, Given> parameters)
    {
        List<Given> arguments = [];
        foreach (ArgumentSyntax argument in call.ArgumentList.Arguments)
        {
            int before = _size.Operations;
            if (Inside(argument.Expression, parameters) is not { } text)
            {
                return null;
            }

            arguments.Add(new Given(text, _size.Operations - before));
        }

        if (constants.ModelOf(call).GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
        {
            return Fail($"\"{Shown.Text(call.ToString())}\" can't be resolved.");
        }

        if (!_size.Add(1))
        {
            return null;
        }

        if (SymbolEqualityComparer.Default.Equals(method.ContainingType, owner))
        {
            return Inline(call, method, arguments);
        }

        return method.ContainingType.ToDisplayString() is "System.MathF" or "System.Math" or "float" or "double"
            ? $"{method.Name}({string.Join(", ", arguments.Select(a => a.Text))})"
            : Fail($"\"{Shown.Text(call.ToString())}\" can't be differentiated; call methods of MathF or of {owner.Name}.");
    }

    private string? Inline(InvocationExpressionSyntax call, IMethodSymbol method, List<Given> arguments)
    {
        if (_open.Contains(method, SymbolEqualityComparer.Default) || Body(method) is not { } body || call.ArgumentList.Arguments.Any(a => a.NameColon is not null)
            || arguments.Count != method.Parameters.Length || method.Parameters.Any(p => !IsReal(p.Type)))
        {
            return Fail($"\"{Shown.Text(call.ToString())}\" can't be replaced by its body; {method.Name} must be one expression "
                + "over float parameters and not call itself.");
        }

        Dictionary<string, Given> inner = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            inner[method.Parameters[i].Name] = arguments[i] with { Text = $"({arguments[i].Text})" };
        }

        _open.Push(method);
        string? text = _size.Allows(body) ? Inside(body, inner) : null;
        _open.Pop();
        return text is null ? null : $"({text})";
    }
}
