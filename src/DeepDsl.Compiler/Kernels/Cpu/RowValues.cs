using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// What the expressions of a loop along a row have that is the same all along it and takes long, a root or a quotient: it is computed before
/// the loop. Cheaper parts stay, since compilers move those, and a product that joins a sum rounds once with it.
/// </summary>
internal sealed class RowValues
{
    private readonly HashSet<int> _repeated;
    private readonly int _operands;
    private readonly List<Expr> _values = [];

    /// <param name="bodies">The expressions.</param>
    /// <param name="operands">How many they have.</param>
    /// <param name="repeated">The numbers of those that are the same all along the row.</param>
    public RowValues(IEnumerable<Expr> bodies, int operands, IEnumerable<int> repeated)
    {
        (_operands, _repeated) = (operands, [.. repeated]);
        Bodies = [.. bodies.Select(Without)];
    }

    /// <summary>The expressions, reading what is computed before as operands behind theirs.</summary>
    public IReadOnlyList<Expr> Bodies { get; }

    /// <summary>What stands for the operands behind theirs.</summary>
    public IEnumerable<VectorExpr> Names => _values.Select((_, i) => new VectorName(Name(i)));

    /// <summary>Computes those, before the loop.</summary>
    /// <param name="operands">What the expressions were of.</param>
    public IEnumerable<Statement> Before(VectorExpr[] operands) =>
        _values.Count == 0 ? [] : [new Compute(_values.Select((v, i) => new Definition(Name(i), v)).ToArray(), operands, Parts: "rowPart")];

    private static string Name(int number) => $"row{number}";

    private static bool TakesLong(Expr expr) => expr switch
    {
        UnaryExpr { Op: not (UnaryOp.Negate or UnaryOp.Abs or UnaryOp.Sign or UnaryOp.Floor) } or BinaryExpr { Op: BinaryOp.Divide or BinaryOp.Pow } => true,
        _ => Exprs.Parts(expr).Any(TakesLong),
    };

    private Expr Without(Expr expr)
    {
        if (IsRepeated(expr) && TakesLong(expr))
        {
            int number = _values.IndexOf(expr);
            if (number < 0)
            {
                number = _values.Count;
                _values.Add(expr);
            }

            return Exprs.Arg(_operands + number);
        }

        return expr switch
        {
            UnaryExpr u => new UnaryExpr(u.Op, Without(u.Operand)),
            BinaryExpr b => new BinaryExpr(b.Op, Without(b.Left), Without(b.Right)),
            SelectExpr s => new SelectExpr(Without(s.Condition), Without(s.WhenTrue), Without(s.WhenFalse)),
            _ => expr,
        };
    }

    private bool IsRepeated(Expr expr) => expr is ArgExpr a ? _repeated.Contains(a.Index) : Exprs.Parts(expr).All(IsRepeated);
}
