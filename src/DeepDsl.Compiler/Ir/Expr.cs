namespace DeepDsl.Compiler.Ir;

/// <summary>
/// A scalar expression, the body of a <see cref="Primitives.MapNode"/>. Records, so equal expressions are equal values; the factory methods
/// of <see cref="Exprs"/> fold constants and drop neutral elements, so there is no other simplifier of scalars. What has parts keeps its
/// hash, since each of them is looked up where expressions are shared, and a derivative has many.
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

public sealed record UnaryExpr(UnaryOp Op, Expr Operand) : Expr
{
    private readonly int _hash = unchecked((((int)Op + 1) * 397) ^ (Operand.GetHashCode() * 31));

    public bool Equals(UnaryExpr? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Op == other.Op && Operand.Equals(other.Operand));

    public override int GetHashCode() => _hash;
}

/// <summary>Comparisons give 1 or 0.</summary>
public sealed record BinaryExpr(BinaryOp Op, Expr Left, Expr Right) : Expr
{
    private readonly int _hash = unchecked((((((int)Op + 101) * 397) ^ Left.GetHashCode()) * 397) ^ Right.GetHashCode());

    public bool Equals(BinaryExpr? other) => ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Op == other.Op && Left.Equals(other.Left) && Right.Equals(other.Right));

    public override int GetHashCode() => _hash;
}

/// <summary><paramref name="WhenTrue"/> where the condition is not zero. Both sides are evaluated, so neither may trap.</summary>
public sealed record SelectExpr(Expr Condition, Expr WhenTrue, Expr WhenFalse) : Expr
{
    private readonly int _hash = unchecked((((Condition.GetHashCode() * 397) ^ WhenTrue.GetHashCode()) * 397) ^ WhenFalse.GetHashCode());

    public bool Equals(SelectExpr? other) => ReferenceEquals(this, other) || (other is not null && _hash == other._hash
        && Condition.Equals(other.Condition) && WhenTrue.Equals(other.WhenTrue) && WhenFalse.Equals(other.WhenFalse));

    public override int GetHashCode() => _hash;
}

/// <summary>
/// ExpM1 is exp(x) - 1 and LogP1 is log(1 + x), to full precision near 0. They are for built-in functions: what [Map] and custom losses are
/// written in, MathF, has neither. The two that round say of a value what is kept of it in a smaller format; a gradient passes through.
/// </summary>
public enum UnaryOp
{
    Negate, Abs, Sign, Sqrt, Exp, ExpM1, Log, LogP1, Tanh, Sigmoid, Softplus, Erf, Sin, Cos, Floor, RoundBFloat16, RoundTensorFloat32,
}

public enum BinaryOp { Add, Subtract, Multiply, Divide, Max, Min, Pow, Less, LessOrEqual, Equal }
