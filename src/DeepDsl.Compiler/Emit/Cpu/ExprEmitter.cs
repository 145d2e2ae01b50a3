using System.Globalization;
using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>
/// Writes scalar expressions as vector code. What occurs more than once gets a variable; a product that is added becomes one fused
/// multiply-add.
/// </summary>
internal sealed class ExprEmitter(CodeWriter writer, Func<int, string> operand, string prefix = "t")
{
    private readonly Dictionary<Expr, string> _known = [];
    private readonly Dictionary<Expr, int> _uses = [];
    private int _next;

    /// <summary>Declares variables for what the expressions share, and gives the text of each.</summary>
    public IReadOnlyList<string> Emit(IReadOnlyList<Expr> bodies)
    {
        foreach (Expr body in bodies)
        {
            Count(body);
        }

        return [.. bodies.Select(Text)];
    }

    private void Count(Expr e)
    {
        _uses[e] = _uses.TryGetValue(e, out int n) ? n + 1 : 1;
        if (n > 0)
        {
            return;
        }

        switch (e)
        {
            case UnaryExpr u:
                Count(u.Operand);
                break;
            case BinaryExpr b:
                Count(b.Left);
                Count(b.Right);
                break;
            case SelectExpr s:
                Count(s.Condition);
                Count(s.WhenTrue);
                Count(s.WhenFalse);
                break;
        }
    }

    private string Text(Expr e)
    {
        if (_known.TryGetValue(e, out string known))
        {
            return known;
        }

        string text = Write(e);
        bool isCondition = e is BinaryExpr { Op: BinaryOp.Less or BinaryOp.LessOrEqual or BinaryOp.Equal };
        if (_uses[e] > 1 && e is UnaryExpr or BinaryExpr or SelectExpr && _uses[e] > 1 && !isCondition)
        {
            string name = prefix + (_next++).ToString(CultureInfo.InvariantCulture);
            writer.Line($"V {name} = {Unwrapped(text)};");
            text = name;
        }

        _known[e] = text;
        return text;
    }

    private string Write(Expr e) => e switch
    {
        ArgExpr a => operand(a.Index),
        ConstExpr { Value: 0 } => "V.Zero",
        ConstExpr c => $"V.Broadcast({Literals.Float(c.Value)})",
        SizeExpr s => $"V.Broadcast((float)({Literals.Int(s.Dim, "(long)launch.N")}))",
        UnaryExpr { Op: UnaryOp.Negate } u => $"(-{Text(u.Operand)})",
        UnaryExpr { Op: UnaryOp.Sign } u => Sign(Text(u.Operand)),
        UnaryExpr u => $"V.{u.Op}({Unwrapped(Text(u.Operand))})",
        BinaryExpr b => Binary(b),
        SelectExpr s => Select(s),
        _ => throw new InvalidOperationException($"No vector code for {e}."),
    };

    private static string Sign(string x) =>
        $"V.Select(V.Less(V.Zero, {x}), V.Broadcast(1f), V.Select(V.Less({x}, V.Zero), V.Broadcast(-1f), V.Zero))";

    private string Binary(BinaryExpr b)
    {
        if (b.Op == BinaryOp.Add && Product(b.Left) is { } left)
        {
            return $"V.MultiplyAdd({left}, {Unwrapped(Text(b.Right))})";
        }

        if (b.Op == BinaryOp.Add && Product(b.Right) is { } right)
        {
            return $"V.MultiplyAdd({right}, {Unwrapped(Text(b.Left))})";
        }

        (string x, string y) = (Text(b.Left), Text(b.Right));
        return b.Op switch
        {
            // Against a constant one instruction does, and a NaN stays.
            BinaryOp.Max when b.Right is ConstExpr => $"V.AtLeast({y}, {Unwrapped(x)})",
            BinaryOp.Min when b.Right is ConstExpr => $"V.AtMost({y}, {Unwrapped(x)})",
            BinaryOp.Add => $"({x} + {y})",
            BinaryOp.Subtract => $"({x} - {y})",
            BinaryOp.Multiply => $"({x} * {y})",
            BinaryOp.Divide => $"({x} / {y})",
            BinaryOp.Less or BinaryOp.LessOrEqual or BinaryOp.Equal => $"V.Select({Condition(b)}, V.Broadcast(1f), V.Zero)",
            _ => $"V.{b.Op}({Unwrapped(x)}, {Unwrapped(y)})",
        };
    }

    /// <summary>The factors of a product that nothing else reads.</summary>
    private string? Product(Expr e) => e is BinaryExpr { Op: BinaryOp.Multiply } m && _uses[e] == 1 && !_known.ContainsKey(e)
        ? $"{Unwrapped(Text(m.Left))}, {Unwrapped(Text(m.Right))}" : null;

    private string Select(SelectExpr s)
    {
        (string a, string b) = (Unwrapped(Text(s.WhenTrue)), Unwrapped(Text(s.WhenFalse)));
        return s.Condition is BinaryExpr { Op: BinaryOp.Less or BinaryOp.LessOrEqual or BinaryOp.Equal } c
            ? $"V.Select({Condition(c)}, {a}, {b})"
            : $"V.Select(V.Equal({Unwrapped(Text(s.Condition))}, V.Zero), {b}, {a})";
    }

    private string Condition(BinaryExpr c) => $"V.{c.Op}({Unwrapped(Text(c.Left))}, {Unwrapped(Text(c.Right))})";

    /// <summary>Without the parentheses that a surrounding call makes needless.</summary>
    internal static string Unwrapped(string text)
    {
        if (text.Length < 2 || text[0] != '(' || text[text.Length - 1] != ')')
        {
            return text;
        }

        int depth = 0;
        for (int i = 0; i < text.Length - 1; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return text;
            }
        }

        return text.Substring(1, text.Length - 2);
    }
}
