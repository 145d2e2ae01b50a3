using System.Globalization;
using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Print;

/// <summary>Writes scalar expressions as C# over values of one type. What occurs more than once gets a variable.</summary>
internal abstract class ExprWriter(CodeWriter writer, string type, string prefix)
{
    /// <summary>Expressions inside one another in one statement: where C#'s parser recurses, so does whoever reads it.</summary>
    private const int MostNested = 50;

    private readonly Dictionary<Expr, string> _known = [];
    private readonly Dictionary<Expr, int> _uses = [];
    private readonly Dictionary<Expr, int> _nested = [];
    private int _next;

    /// <summary>Declares variables for what the expressions share, and gives the text of each.</summary>
    public IReadOnlyList<string> Emit(IReadOnlyList<Expr> bodies)
    {
        foreach (Expr body in bodies)
        {
            Count(body);
        }

        foreach (Expr body in bodies)
        {
            NameDeepParts(body);
        }

        return [.. bodies.Select(Text)];
    }

    /// <summary>Declares a variable for each value, in this order; one of them in another is read by its name.</summary>
    public void Declare(IReadOnlyList<(string Name, Expr Value)> values)
    {
        foreach ((_, Expr value) in values)
        {
            Count(value);
        }

        foreach ((string name, Expr value) in values)
        {
            writer.Line($"{type} {name} = {Unwrapped(Write(value))};");
            _known[value] = name;
        }
    }

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

    protected abstract string Write(Expr e);

    protected string Text(Expr e) => Text(e, isNamed: _uses[e] > 1);

    private string Text(Expr e, bool isNamed)
    {
        if (_known.TryGetValue(e, out string known))
        {
            return known;
        }

        string text = Write(e);
        if (isNamed && CanBeNamed(e))
        {
            string name = prefix + (_next++).ToString(CultureInfo.InvariantCulture);
            writer.Line($"{type} {name} = {Unwrapped(text)};");
            text = name;
        }

        _known[e] = text;
        return text;
    }

    /// <summary>The expressions of which the text of one is made.</summary>
    protected virtual Expr[] Reads(Expr e) => Exprs.Parts(e);

    /// <summary>Whether its natural form is a truth value rather than a number.</summary>
    protected static bool IsCondition(Expr e) => e is BinaryExpr { Op: BinaryOp.Less or BinaryOp.LessOrEqual or BinaryOp.Equal };

    private static bool CanBeNamed(Expr e) => e is UnaryExpr or BinaryExpr or SelectExpr && !IsCondition(e);

    private void Count(Expr body)
    {
        Stack<Expr> open = new([body]);
        while (open.Count > 0)
        {
            Expr e = open.Pop();
            _uses[e] = _uses.TryGetValue(e, out int n) ? n + 1 : 1;
            if (n == 0)
            {
                Array.ForEach(Reads(e), open.Push);
            }
        }
    }

    /// <summary>Declares a variable wherever an expression would otherwise become too deep a nest of calls; the innermost first.</summary>
    private void NameDeepParts(Expr body)
    {
        Stack<(Expr Expr, bool HasParts)> open = new([(body, false)]);
        while (open.Count > 0)
        {
            (Expr e, bool hasParts) = open.Pop();
            Expr[] parts = Reads(e);
            if (_nested.ContainsKey(e))
            {
                continue;
            }

            if (!hasParts && parts.Length > 0)
            {
                open.Push((e, true));
                Array.ForEach(parts, part => open.Push((part, false)));
                continue;
            }

            int nested = parts.Length == 0 ? 0 : 1 + parts.Max(p => _nested[p]);
            bool isDeep = nested >= MostNested && CanBeNamed(e);
            if (isDeep)
            {
                Text(e, isNamed: true);
            }

            _nested.Add(e, isDeep ? 0 : nested);
        }
    }
}
