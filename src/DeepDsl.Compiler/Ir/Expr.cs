namespace DeepDsl.Compiler.Ir;

/// <summary>
/// A scalar expression, the body of a <see cref="Primitives.MapNode"/>. Records, so equal expressions are equal values; the factory
/// methods of <see cref="Exprs"/> fold constants and drop neutral elements, so there is no other simplifier of scalars.
/// </summary>
public abstract record Expr
{
    public static implicit operator Expr(double value) => new ConstExpr(value);

    public static Expr operator +(Expr a, Expr b) => Exprs.Binary(BinaryOp.Add, a, b);

    public static Expr operator -(Expr a, Expr b) => Exprs.Binary(BinaryOp.Subtract, a, b);

    public static Expr operator *(Expr a, Expr b) => Exprs.Binary(BinaryOp.Multiply, a, b);

    public static Expr operator /(Expr a, Expr b) => Exprs.Binary(BinaryOp.Divide, a, b);

    public static Expr operator -(Expr a) => Exprs.Unary(UnaryOp.Negate, a);

    /// <summary>As people write it; different expressions have different texts.</summary>
    public sealed override string ToString() => Infix.Write(this, i => $"x{i}");
}

/// <summary>The element of input <paramref name="Index"/>.</summary>
public sealed record ArgExpr(int Index) : Expr;

/// <summary>Equal to another bit for bit.</summary>
public sealed record ConstExpr(double Value) : Expr
{
    public bool Equals(ConstExpr? other) => other is not null && new ExactDouble(Value).Equals(other.Value);

    public override int GetHashCode() => new ExactDouble(Value).GetHashCode();
}

/// <summary>The value of a dimension at run time, as a number.</summary>
public sealed record SizeExpr(Dim Dim) : Expr;

public sealed record UnaryExpr(UnaryOp Op, Expr Operand) : Expr;

/// <summary>Comparisons give 1 or 0.</summary>
public sealed record BinaryExpr(BinaryOp Op, Expr Left, Expr Right) : Expr;

/// <summary><paramref name="WhenTrue"/> where the condition is not zero. Both sides are evaluated, so neither may trap.</summary>
public sealed record SelectExpr(Expr Condition, Expr WhenTrue, Expr WhenFalse) : Expr;

/// <summary>
/// ExpM1 is exp(x) - 1 and LogP1 is log(1 + x), to full precision near 0. They are for built-in functions: what [Map] and custom losses are
/// written in, MathF, has neither.
/// </summary>
public enum UnaryOp { Negate, Abs, Sign, Sqrt, Exp, ExpM1, Log, LogP1, Tanh, Sigmoid, Softplus, Erf, Sin, Cos, Floor }

public enum BinaryOp { Add, Subtract, Multiply, Divide, Max, Min, Pow, Less, LessOrEqual, Equal }
