using System.Globalization;

namespace DeepDsl.Compiler.Spec;

/// <summary>
/// The value of an attribute's argument: a literal, or inside a block an expression over the block's parameters. Prints as C#.
/// </summary>
public abstract record Argument
{
    /// <summary>The literal this becomes once <paramref name="parameter"/> gives the parameters' values; null where a name has none.</summary>
    public abstract Argument? Evaluate(Func<string, Argument?> parameter);
}

public sealed record NumberArgument(double Value) : Argument
{
    public bool IsInteger => Value == Math.Floor(Value) && Math.Abs(Value) < 1e15;

    public override Argument Evaluate(Func<string, Argument?> parameter) => this;

    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}

public sealed record BoolArgument(bool Value) : Argument
{
    public override Argument Evaluate(Func<string, Argument?> parameter) => this;

    public override string ToString() => Value ? "true" : "false";
}

public sealed record TextArgument(string Value) : Argument
{
    public override Argument Evaluate(Func<string, Argument?> parameter) => this;

    public override string ToString() => "\"" + Value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}

/// <summary>Padding.Same.</summary>
public sealed record EnumArgument(string Type, string Name) : Argument
{
    public override Argument Evaluate(Func<string, Argument?> parameter) => this;

    public override string ToString() => Type + "." + Name;
}

public sealed record ListArgument(EquatableArray<Argument> Items) : Argument
{
    public override Argument? Evaluate(Func<string, Argument?> parameter)
    {
        Argument?[] items = [.. Items.Select(i => i.Evaluate(parameter))];
        return items.Contains(null) ? null : new ListArgument(items!);
    }

    public override string ToString() => "[" + string.Join(", ", Items) + "]";
}

/// <summary>A block's parameter.</summary>
public sealed record ParameterArgument(string Name) : Argument
{
    public override Argument? Evaluate(Func<string, Argument?> parameter) => parameter(Name);

    public override string ToString() => Identifiers.IsKeyword(Name) || SpecReader.IsNumber(Name) ? "@" + Name : Name;
}

/// <summary>Minus, not, or a cast to int, which cuts off the fraction.</summary>
public sealed record UnaryArgument(string Op, Argument Operand) : Argument
{
    public const string ToInteger = "(int)";

    public override Argument? Evaluate(Func<string, Argument?> parameter) => (Op, Operand.Evaluate(parameter)) switch
    {
        ("-", NumberArgument n) => new NumberArgument(-n.Value),
        ("+", NumberArgument n) => n,
        ("!", BoolArgument b) => new BoolArgument(!b.Value),
        (ToInteger, NumberArgument n) => new NumberArgument(Math.Truncate(n.Value)),
        _ => null,
    };

    public override string ToString() => Op + Operand;
}

/// <summary>Arithmetic follows C#: whole numbers divide to whole numbers unless one side is a real by type (then <paramref name="Real"/>).</summary>
public sealed record BinaryArgument(string Op, Argument Left, Argument Right, bool Real = false) : Argument
{
    public override Argument? Evaluate(Func<string, Argument?> parameter) => (Left.Evaluate(parameter), Right.Evaluate(parameter)) switch
    {
        (NumberArgument a, NumberArgument b) => Arithmetic(a, b),
        (BoolArgument a, BoolArgument b) => Op switch
        {
            "&&" => new BoolArgument(a.Value && b.Value),
            "||" => new BoolArgument(a.Value || b.Value),
            "==" => new BoolArgument(a.Value == b.Value),
            "!=" => new BoolArgument(a.Value != b.Value),
            _ => null,
        },
        ({ } a, { } b) when Op == "==" => new BoolArgument(a == b),
        ({ } a, { } b) when Op == "!=" => new BoolArgument(a != b),
        _ => null,
    };

    private Argument? Arithmetic(NumberArgument left, NumberArgument right)
    {
        (double a, double b) = (left.Value, right.Value);
        bool whole = !Real && left.IsInteger && right.IsInteger;
        return Op switch
        {
            "+" => new NumberArgument(a + b),
            "-" => new NumberArgument(a - b),
            "*" => new NumberArgument(a * b),
            "/" or "%" when b == 0 => null,
            "/" => new NumberArgument(whole ? Math.Truncate(a / b) : a / b),
            "%" => new NumberArgument(a % b),
            "==" => new BoolArgument(a == b),
            "!=" => new BoolArgument(a != b),
            "<" => new BoolArgument(a < b),
            "<=" => new BoolArgument(a <= b),
            ">" => new BoolArgument(a > b),
            ">=" => new BoolArgument(a >= b),
            _ => null,
        };
    }

    /// <summary>A division of reals is written with a cast, since 4.0 prints as 4.</summary>
    public override string ToString() => $"({Left} {Op} {(Real && Op == "/" ? ToReal : "")}{Right})";

    internal const string ToReal = "(double)";
}

public sealed record ConditionalArgument(Argument Condition, Argument WhenTrue, Argument WhenFalse) : Argument
{
    public override Argument? Evaluate(Func<string, Argument?> parameter) =>
        Condition.Evaluate(parameter) is BoolArgument c ? (c.Value ? WhenTrue : WhenFalse).Evaluate(parameter) : null;

    public override string ToString() => $"({Condition} ? {WhenTrue} : {WhenFalse})";
}
