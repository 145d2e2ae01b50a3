using System.Globalization;
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
internal sealed class FunctionReader(Compilation compilation, INamedTypeSymbol owner, CancellationToken cancellation)
{
    private static readonly HashSet<string> Operators = ["+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "&&", "||"];

    private readonly Stack<IMethodSymbol> _open = new();
    private string? _error;

    /// <summary>The methods that the layers name in a Function argument.</summary>
    public static FunctionSpec[] ReadAll(
        IEnumerable<AttributeSpec> attributes, Compilation compilation, INamedTypeSymbol owner, CancellationToken cancellation) =>
    [
        .. attributes.Select(a => a["Function"]).OfType<TextArgument>().Select(t => t.Value).Where(n => n.Length > 0).Distinct()
            .Select(name => new FunctionReader(compilation, owner, cancellation).Read(name)),
    ];

    private FunctionSpec Read(string name)
    {
        IMethodSymbol[] methods = [.. owner.GetMembers(name).OfType<IMethodSymbol>()];
        if (methods.Length != 1)
        {
            return Failed(name, methods.Length == 0
                ? $"{owner.Name} has no method {name}; declare static float {name}(float x) => ...;"
                : $"{owner.Name} has several methods {name}; give the one that is meant a name of its own.");
        }

        IMethodSymbol method = methods[0];
        string[] parameters = [.. method.Parameters.Select(p => p.Name)];
        if (!method.IsStatic || method.IsGenericMethod || !IsReal(method.ReturnType) || method.Parameters.Any(p => !IsReal(p.Type)))
        {
            return Failed(name, $"{name} must be static and take and return float.");
        }

        string? body = Body(method) is { } expression
            ? Text(expression, compilation.GetSemanticModel(expression.SyntaxTree), parameters.ToDictionary(p => p, p => p))
            : Fail($"{name} must be one expression: static float {name}(float x) => ...;");
        return body is null ? Failed(name, _error!, parameters) : new FunctionSpec(name, parameters, body, null);
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

    private string? Text(ExpressionSyntax e, SemanticModel model, IReadOnlyDictionary<string, string> parameters)
    {
        if (model.GetConstantValue(e, cancellation) is { HasValue: true, Value: IConvertible and not (string or char) and var constant })
        {
            return Constant(e, (IConvertible)constant, model);
        }

        switch (e)
        {
            case ParenthesizedExpressionSyntax inner:
                return Text(inner.Expression, model, parameters) is { } t ? $"({t})" : null;
            case IdentifierNameSyntax name when parameters.TryGetValue(name.Identifier.ValueText, out string parameter):
                return parameter;
            case PrefixUnaryExpressionSyntax unary when unary.OperatorToken.Text is "-" or "+" or "!":
                return Text(unary.Operand, model, parameters) is { } operand ? unary.OperatorToken.Text + operand : null;
            case CastExpressionSyntax cast when IsReal(model.GetTypeInfo(cast.Type, cancellation).Type):
                return Text(cast.Expression, model, parameters) is { } value ? $"({value})" : null;
            case BinaryExpressionSyntax binary when Operators.Contains(binary.OperatorToken.Text):
                return Text(binary.Left, model, parameters) is { } left && Text(binary.Right, model, parameters) is { } right
                    ? $"{left} {binary.OperatorToken.Text} {right}" : null;
            case ConditionalExpressionSyntax choice:
                return Text(choice.Condition, model, parameters) is { } condition && Text(choice.WhenTrue, model, parameters) is { } whenTrue
                    && Text(choice.WhenFalse, model, parameters) is { } whenFalse ? $"{condition} ? {whenTrue} : {whenFalse}" : null;
            case InvocationExpressionSyntax call:
                return Call(call, model, parameters);
            default:
                return Fail($"\"{e}\" can't be differentiated; use the parameters, constants, + - * /, comparisons, ?: and the functions of MathF.");
        }
    }

    /// <summary>A literal; or, where it depends on the block's parameters, the expression in braces.</summary>
    private string? Constant(ExpressionSyntax e, IConvertible constant, SemanticModel model)
    {
        ArgumentReader arguments = new(model, owner.Attribute(KnownNames.Block) is null ? null : owner, cancellation);
        if (arguments.DependsOnParameter(e))
        {
            return arguments.Read(e, (_, message) => Fail(message)) is { } expression ? $"{{{expression}}}" : null;
        }

        double value = constant.ToDouble(CultureInfo.InvariantCulture); // a condition is 1 or 0
        string literal = value.ToString("R", CultureInfo.InvariantCulture);
        return value < 0 ? $"({literal})" : literal;
    }

    private string? Call(InvocationExpressionSyntax call, SemanticModel model, IReadOnlyDictionary<string, string> parameters)
    {
        string?[] arguments = [.. call.ArgumentList.Arguments.Select(a => Text(a.Expression, model, parameters))];
        if (arguments.Contains(null))
        {
            return null;
        }

        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
        {
            return Fail($"\"{call}\" can't be resolved.");
        }

        if (SymbolEqualityComparer.Default.Equals(method.ContainingType, owner))
        {
            return Inline(call, method, arguments!);
        }

        return method.ContainingType.ToDisplayString() is "System.MathF" or "System.Math" or "float" or "double"
            ? $"{method.Name}({string.Join(", ", arguments)})"
            : Fail($"\"{call}\" can't be differentiated; call methods of MathF or of {owner.Name}.");
    }

    private string? Inline(InvocationExpressionSyntax call, IMethodSymbol method, string[] arguments)
    {
        if (_open.Contains(method, SymbolEqualityComparer.Default) || Body(method) is not { } body || call.ArgumentList.Arguments.Any(a => a.NameColon is not null)
            || arguments.Length != method.Parameters.Length || method.Parameters.Any(p => !IsReal(p.Type)))
        {
            return Fail($"\"{call}\" can't be replaced by its body; {method.Name} must be one expression over float parameters and not call itself.");
        }

        _open.Push(method);
        Dictionary<string, string> inner = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            inner[method.Parameters[i].Name] = $"({arguments[i]})";
        }

        string? text = Text(body, compilation.GetSemanticModel(body.SyntaxTree), inner);
        _open.Pop();
        return text is null ? null : $"({text})";
    }
}
