using System.Globalization;

namespace DeepDsl.Compiler.Spec;

/// <summary>
/// Reads attributes and their arguments from text in C#'s own syntax: <c>Conv2D(Units = Filters * 4, Padding = Padding.Same)</c>. It
/// reads what <see cref="AttributeSpec.ToString"/> writes: blocks in referenced assemblies, specs in checkpoints, examples of ops.
/// </summary>
public sealed class SpecReader
{
    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]];

    private readonly string _text;
    private int _at;

    internal SpecReader(string text) => _text = text;

    /// <summary>Reads "Kind(Name = value, ...)".</summary>
    public static AttributeSpec ReadAttribute(string text)
    {
        SpecReader reader = new(text);
        AttributeSpec attribute = reader.Attribute();
        reader.End();
        return attribute;
    }

    /// <summary>Reads "Name = value, ..."; may be empty.</summary>
    public static EquatableArray<ArgumentSpec> ReadArguments(string text)
    {
        SpecReader reader = new(text);
        ArgumentSpec[] arguments = reader.Arguments('\0');
        reader.End();
        return arguments;
    }

    public static Argument ReadExpression(string text)
    {
        SpecReader reader = new(text);
        Argument argument = reader.Expression();
        reader.End();
        return argument;
    }

    internal AttributeSpec Attribute()
    {
        string kind = Identifier();
        if (!Take("("))
        {
            return new AttributeSpec(kind, EquatableArray<ArgumentSpec>.Empty);
        }

        ArgumentSpec[] arguments = Arguments(')');
        Expect(")");
        return new AttributeSpec(kind, arguments);
    }

    private ArgumentSpec[] Arguments(char close)
    {
        List<ArgumentSpec> arguments = [];
        while (Peek() != close)
        {
            string name = Identifier();
            Expect("=");
            arguments.Add(new ArgumentSpec(name, Expression()));
            if (!Take(","))
            {
                break;
            }
        }

        return [.. arguments];
    }

    internal Argument Expression()
    {
        Argument condition = Binary(0);
        if (!Take("?"))
        {
            return condition;
        }

        Argument whenTrue = Expression();
        Expect(":");
        return new ConditionalArgument(condition, whenTrue, Expression());
    }

    /// <summary>Operators that bind at least as tightly as <paramref name="least"/>, from the left.</summary>
    private Argument Binary(int least)
    {
        Argument left = Unary();
        while (OperatorLevels.Next(Levels, least, Take) is var (op, level))
        {
            bool cast = Take(BinaryArgument.ToReal);
            Argument right = Binary(level + 1);
            left = new BinaryArgument(op, left, right, cast || (op == "/" && (IsReal(left) || IsReal(right))));
        }

        return left;
    }

    private static bool IsReal(Argument a) => a is NumberArgument { IsInteger: false } or BinaryArgument { Real: true };

    /// <summary>One number, in parentheses or not.</summary>
    internal Argument OneNumber() => Unary();

    private Argument Unary()
    {
        if (Take("-"))
        {
            return Unary() is var operand && operand is NumberArgument n ? new NumberArgument(-n.Value) : new UnaryArgument("-", operand);
        }

        string? op = Take("!") ? "!" : Take(UnaryArgument.ToInteger) ? UnaryArgument.ToInteger : null;
        return op is null ? Primary() : new UnaryArgument(op, Unary());
    }

    private Argument Primary()
    {
        char c = Peek();
        if (Take("("))
        {
            Argument inner = Expression();
            Expect(")");
            return inner;
        }

        if (Take("["))
        {
            List<Argument> items = [];
            while (Peek() != ']')
            {
                items.Add(Expression());
                if (!Take(","))
                {
                    break;
                }
            }

            Expect("]");
            return new ListArgument(items.ToArray());
        }

        if (c == '"')
        {
            return new TextArgument(Text());
        }

        if (char.IsDigit(c) || c == '.')
        {
            return new NumberArgument(Number());
        }

        string name = Identifier();
        return name switch
        {
            _ when Take(".") => new EnumArgument(name, Identifier()),
            _ when c == '@' => new ParameterArgument(name),
            "true" => new BoolArgument(true),
            "false" => new BoolArgument(false),
            _ when IsNumber(name) => new NumberArgument(name == "NaN" ? double.NaN : double.PositiveInfinity),
            _ => new ParameterArgument(name),
        };
    }

    /// <summary>Whether a word is what a number prints as.</summary>
    internal static bool IsNumber(string word) => word is "NaN" or "Infinity";

    internal string Text()
    {
        Peek();
        System.Text.StringBuilder text = new();
        for (_at++; Next() != '"'; _at++)
        {
            if (_text[_at] == '\\')
            {
                _at++;
            }

            text.Append(Next());
        }

        _at++;
        return text.ToString();
    }

    private char Next() => _at < _text.Length ? _text[_at] : throw Unexpected("'\"'");

    private double Number()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '.'
            || (_text[_at] is '-' or '+' && (_text[_at - 1] is 'e' or 'E'))))
        {
            _at++;
        }

        return double.Parse(_text.Substring(start, _at - start), CultureInfo.InvariantCulture);
    }

    internal string Identifier()
    {
        Peek();
        _at += _at < _text.Length && _text[_at] == '@' ? 1 : 0;
        int start = _at;
        while (_at < _text.Length && Identifiers.IsPart(_text[_at]))
        {
            _at++;
        }

        return _at > start ? _text.Substring(start, _at - start) : throw Unexpected("a name");
    }

    /// <summary>C#'s name of a type, up to the blank behind it: global::Outer&lt;int, bool&gt;.Kind.</summary>
    internal string Type()
    {
        Peek();
        int start = _at;
        for (int depth = 0; _at < _text.Length && (depth > 0 || !char.IsWhiteSpace(_text[_at])); _at++)
        {
            depth += _text[_at] == '<' ? 1 : _text[_at] == '>' ? -1 : 0;
        }

        return _text.Substring(start, _at - start);
    }

    internal char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }

    internal bool Take(string token)
    {
        Peek();
        bool found = string.CompareOrdinal(_text, _at, token, 0, token.Length) == 0;
        _at += found ? token.Length : 0;
        return found;
    }

    internal void Expect(string token)
    {
        if (!Take(token))
        {
            throw Unexpected($"'{token}'");
        }
    }

    internal void End()
    {
        if (Peek() != '\0')
        {
            throw Unexpected("the end");
        }
    }

    internal FormatException Unexpected(string expected) => new($"At {_at} of \"{_text}\": expected {expected}.");
}
