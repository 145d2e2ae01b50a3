using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Functions;

/// <summary>
/// Reads the body of a user's function, C# text that the generator has normalised (constants folded, calls within the class replaced by
/// their bodies, MathF. dropped; a block's parameters have their values by then), as a scalar expression over the function's parameters.
/// </summary>
public sealed class FunctionBody
{
    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/"]];

    private readonly FunctionSpec _function;
    private readonly string _text;
    private int _at;

    private FunctionBody(FunctionSpec function, string text)
    {
        _function = function;
        _text = text;
    }

    /// <summary>The function's expression, whose inputs are its parameters in order; or why there is none.</summary>
    public static (Expr? Body, string? Error) Read(FunctionSpec function)
    {
        if (function.IsOfTensors)
        {
            return (null, $"{function.Name} is a function of FloatTensor, for [Compute(nameof({function.Name}))].");
        }

        if (function.Body is null)
        {
            return (null, function.Error ?? $"{function.Name} has no body; declare static float {function.Name}(float x) => ...;");
        }

        try
        {
            FunctionBody reader = new(function, function.Body);
            Expr body = reader.Choice();
            return reader.Peek() == '\0' ? (body, null) : throw reader.Unsupported(reader.Rest());
        }
        catch (UnsupportedExpressionException e)
        {
            return (null, e.Message);
        }
    }

    private Expr Choice()
    {
        Expr condition = Binary(0);
        if (!Take("?"))
        {
            return condition;
        }

        Expr whenTrue = Choice();
        Expect(":");
        return Exprs.Select(condition, whenTrue, Choice());
    }

    /// <summary>Operators that bind at least as tightly as <paramref name="least"/>, from the left.</summary>
    private Expr Binary(int least)
    {
        Expr left = Unary();
        while (OperatorLevels.Next(Levels, least, Take) is var (op, level))
        {
            left = Combine(op, left, Binary(level + 1));
        }

        return left;
    }

    private static Expr Combine(string op, Expr a, Expr b) => op switch
    {
        // Conditions are 1 or 0.
        "||" => Exprs.Binary(BinaryOp.Max, a, b),
        "&&" => a * b,
        "==" => Exprs.Binary(BinaryOp.Equal, a, b),
        "!=" => 1 - Exprs.Binary(BinaryOp.Equal, a, b),
        "<" => Exprs.Less(a, b),
        "<=" => Exprs.LessOrEqual(a, b),
        ">" => Exprs.Less(b, a),
        ">=" => Exprs.LessOrEqual(b, a),
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        _ => Quotient(a, b),
    };

    /// <summary>a / (1 + exp(x)) is a * sigmoid(-x), whose derivative does not become infinity / infinity for large x.</summary>
    private static Expr Quotient(Expr a, Expr b) =>
        ScalarFunctions.OnePlusExp(b) is { } x ? a * Exprs.Unary(UnaryOp.Sigmoid, -x) : a / b;

    private Expr Unary() =>
        Take("-") ? -Unary()
        : Take("+") ? Unary()
        : Take("!") ? 1 - Unary()
        : Primary();

    private Expr Primary()
    {
        char c = Peek();
        if (Take("("))
        {
            Expr inner = Choice();
            Expect(")");
            return inner;
        }

        if (char.IsDigit(c) || c == '.')
        {
            return Number();
        }

        int start = _at;
        string name = Identifier();
        if (Take("("))
        {
            Expr[] arguments = Arguments();
            return ScalarFunctions.Call(name, arguments) ?? throw Unsupported(_text.Substring(start, _at - start));
        }

        int parameter = _function.Parameters.ToList().IndexOf(name);
        return parameter >= 0 ? Exprs.Arg(parameter) : throw Unsupported(name.Length > 0 ? name : Rest());
    }

    private Expr[] Arguments()
    {
        List<Expr> arguments = [];
        do
        {
            arguments.Add(Choice());
        }
        while (Take(","));
        Expect(")");
        return [.. arguments];
    }

    private Expr Number()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsDigit(_text[_at]) || _text[_at] is '.' or 'e' or 'E'
            || (_text[_at] is '-' or '+' && _text[_at - 1] is 'e' or 'E')))
        {
            _at++;
        }

        string number = _text.Substring(start, _at - start);
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw Unsupported(number);
    }

    private string Identifier()
    {
        int start = _at;
        while (_at < _text.Length && (Identifiers.IsPart(_text[_at]) || _text[_at] == '@'))
        {
            _at++;
        }

        return _text.Substring(start, _at - start);
    }

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool Take(string token)
    {
        Peek();
        bool found = string.CompareOrdinal(_text, _at, token, 0, token.Length) == 0;
        _at += found ? token.Length : 0;
        return found;
    }

    private void Expect(string token)
    {
        if (!Take(token))
        {
            throw Unsupported(Rest());
        }
    }

    private string Rest() => _at < _text.Length ? _text.Substring(_at) : "its end";

    private UnsupportedExpressionException Unsupported(string what) => new(
        $"{_function.Name} cannot be differentiated at \"{Shown.Text(what)}\" in \"{Shown.Text(_text)}\"; "
        + $"use the parameters ({string.Join(", ", _function.Parameters)}), "
        + $"numbers, + - * /, comparisons, &&, ||, !, ?: and the MathF functions {ScalarFunctions.Names}.");

    private sealed class UnsupportedExpressionException(string message) : Exception(message);
}
