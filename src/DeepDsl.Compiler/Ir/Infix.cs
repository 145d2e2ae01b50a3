using System.Text;

namespace DeepDsl.Compiler.Ir;

/// <summary>
/// Scalar expressions as people write them: <c>max(x0 + x1, 0) * x2</c>. Different expressions have different texts, so that a text can
/// stand for its expression.
/// </summary>
public sealed class Infix
{
    private const int Choice = 0;
    private const int Comparison = 1;
    private const int Sum = 2;
    private const int Product = 3;
    private const int Sign = 4;
    private const int Primary = 5;

    private readonly StringBuilder _text = new();
    private readonly Func<int, string> _argument;
    private readonly int _product;
    private readonly int _limit;

    private Infix(Func<int, string> argument, int product, int limit)
    {
        _argument = argument;
        _product = product;
        _limit = limit;
    }

    /// <param name="expr">What to write.</param>
    /// <param name="argument">The text of an argument.</param>
    /// <param name="product">The argument whose text is a product rather than a name.</param>
    public static string Write(Expr expr, Func<int, string> argument, int product = -1) => Write(expr, argument, product, int.MaxValue)!;

    /// <summary>Null where the text would be longer than <paramref name="limit"/>: fused expressions can be of any size.</summary>
    public static string? Write(Expr expr, Func<int, string> argument, int product, int limit)
    {
        Infix infix = new(argument, product, limit);
        infix.Add(expr, Choice);
        return infix._text.Length > limit ? null : infix._text.ToString();
    }

    private void Add(Expr expr, int least)
    {
        if (_text.Length > _limit)
        {
            return;
        }

        bool wraps = Precedence(expr) < least;
        _text.Append(wraps ? "(" : "");
        switch (expr)
        {
            case ArgExpr a:
                _text.Append(_argument(a.Index));
                break;
            case UnaryExpr { Op: UnaryOp.Negate } u:
                _text.Append('-');
                Add(u.Operand, Primary);
                break;
            case UnaryExpr u:
                Call(Name(u.Op.ToString()), u.Operand);
                break;
            case BinaryExpr { Op: BinaryOp.Max or BinaryOp.Min or BinaryOp.Pow } b:
                Call(Name(b.Op.ToString()), b.Left, b.Right);
                break;
            case BinaryExpr b:
                Add(b.Left, Math.Max(Precedence(b), Sum));
                _text.Append(' ').Append(Symbol(b.Op)).Append(' ');
                Add(b.Right, Precedence(b) + 1);
                break;
            case SelectExpr s:
                Add(s.Condition, Comparison);
                _text.Append(" ? ");
                Add(s.WhenTrue, Comparison);
                _text.Append(" : ");
                Add(s.WhenFalse, Comparison);
                break;
            case ConstExpr c:
                _text.Append(c.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
                break;
            case SizeExpr s:
                _text.Append("size(").Append(s.Dim.ToString()).Append(')');
                break;
        }

        _text.Append(wraps ? ")" : "");
    }

    private void Call(string function, params Expr[] operands)
    {
        _text.Append(function).Append('(');
        for (int i = 0; i < operands.Length; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            Add(operands[i], Choice);
        }

        _text.Append(')');
    }

    private int Precedence(Expr expr) => expr switch
    {
        ArgExpr a => a.Index == _product ? Product : Primary,
        ConstExpr { Value: < 0 } or UnaryExpr { Op: UnaryOp.Negate } => Sign,
        BinaryExpr { Op: BinaryOp.Multiply or BinaryOp.Divide } => Product,
        BinaryExpr { Op: BinaryOp.Add or BinaryOp.Subtract } => Sum,
        BinaryExpr { Op: BinaryOp.Less or BinaryOp.LessOrEqual or BinaryOp.Equal } => Comparison,
        SelectExpr => Choice,
        _ => Primary,
    };

    private static string Symbol(BinaryOp op) => op switch
    {
        BinaryOp.Add => "+",
        BinaryOp.Subtract => "-",
        BinaryOp.Multiply => "*",
        BinaryOp.Divide => "/",
        BinaryOp.Less => "<",
        BinaryOp.LessOrEqual => "<=",
        _ => "==",
    };

    private static string Name(string operation) => char.ToLowerInvariant(operation[0]) + operation.Substring(1);
}
