using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels;

/// <summary>
/// A whole number of a kernel, at least zero where it is a place or a count: constants, sizes, variables and arithmetic. The operators fold
/// constants and drop what changes nothing, so there is no other simplifier and no printed text ever holds a factor of one.
/// </summary>
public abstract record IndexExpr
{
    /// <summary>Lanes of a vector.</summary>
    public static IndexExpr VectorWidth { get; } = new WidthIndex();

    /// <summary>On a GPU: how many threads a group has along x.</summary>
    public static IndexExpr GroupWidth { get; } = new GridIndex(GridPlace.GroupWidth);

    /// <summary>On a GPU: how many threads a warp has.</summary>
    public static IndexExpr WarpWidth { get; } = new GridIndex(GridPlace.WarpWidth);

    public bool IsOne => this is ConstantIndex { Value: 1 };

    public static implicit operator IndexExpr(long value) => new ConstantIndex(value);

    public static implicit operator IndexExpr(int value) => new ConstantIndex(value);

    public static implicit operator IndexExpr(Dim dim) => dim.Terms.Aggregate((IndexExpr)0, (sum, term) =>
        sum + (term.Monomial.Factors.Aggregate((IndexExpr)1, (product, factor) => product * Of(factor)) * term.Coefficient));

    public static IndexExpr operator +(IndexExpr a, IndexExpr b) => (a, b) switch
    {
        (ConstantIndex x, ConstantIndex y) => x.Value + y.Value,
        (ConstantIndex { Value: 0 }, _) => b,
        (_, ConstantIndex { Value: 0 }) => a,
        (ConstantIndex, not ConstantIndex) => b + a,
        (BinaryIndex { Op: IndexOp.Add, Right: ConstantIndex x } sum, ConstantIndex y) => sum.Left + (x.Value + y.Value),
        (BinaryIndex { Op: IndexOp.Subtract, Right: ConstantIndex x } difference, ConstantIndex y) => difference.Left + (y.Value - x.Value),
        (_, ConstantIndex { Value: < 0 } y) => new BinaryIndex(IndexOp.Subtract, a, -y.Value),
        (_, BinaryIndex { Op: IndexOp.Multiply, Right: ConstantIndex { Value: < 0 } y } product) => a - (product.Left * -y.Value),
        (BinaryIndex { Op: IndexOp.Add, Right: ConstantIndex x } sum, _) => sum.Left + b + x,
        _ => new BinaryIndex(IndexOp.Add, a, b),
    };

    public static IndexExpr operator -(IndexExpr a, IndexExpr b) => (a, b) switch
    {
        _ when a == b => 0,
        (_, ConstantIndex y) => a + -y.Value,
        (BinaryIndex { Op: IndexOp.Add } sum, _) when sum.Right == b => sum.Left,
        (BinaryIndex { Op: IndexOp.Add } sum, _) when sum.Left == b => sum.Right,
        _ => new BinaryIndex(IndexOp.Subtract, a, b),
    };

    public static IndexExpr operator *(IndexExpr a, IndexExpr b) => (a, b) switch
    {
        (ConstantIndex x, ConstantIndex y) => x.Value * y.Value,
        (ConstantIndex { Value: 0 }, _) or (_, ConstantIndex { Value: 0 }) => 0,
        (_, ConstantIndex { Value: 1 }) => a,
        (ConstantIndex, _) => b * a,
        (BinaryIndex { Op: IndexOp.Multiply, Right: ConstantIndex x } product, ConstantIndex y) => product.Left * (x.Value * y.Value),
        (BinaryIndex { Op: IndexOp.Add, Right: ConstantIndex x } sum, ConstantIndex y) => (sum.Left * y) + (x.Value * y.Value),
        _ => new BinaryIndex(IndexOp.Multiply, a, b),
    };

    /// <summary>Rounded down.</summary>
    public static IndexExpr operator /(IndexExpr a, IndexExpr b) => (a, b) switch
    {
        (_, ConstantIndex { Value: 1 }) => a,
        (ConstantIndex x, ConstantIndex y) when x.Value >= 0 => x.Value / y.Value,
        (BinaryIndex { Op: IndexOp.Multiply } product, _) when product.Right == b => product.Left,
        _ => new BinaryIndex(IndexOp.Divide, a, b),
    };

    public static IndexExpr operator %(IndexExpr a, IndexExpr b) => (a, b) switch
    {
        (_, ConstantIndex { Value: 1 }) => 0,
        (ConstantIndex x, ConstantIndex y) when x.Value >= 0 => x.Value % y.Value,
        _ => new BinaryIndex(IndexOp.Remainder, a, b),
    };

    public static IndexExpr Min(IndexExpr a, IndexExpr b) => (a, b) switch
    {
        (ConstantIndex x, ConstantIndex y) => Math.Min(x.Value, y.Value),
        _ => a == b ? a : new BinaryIndex(IndexOp.Min, a, b),
    };

    public static IndexExpr Max(IndexExpr a, IndexExpr b) => (a, b) switch
    {
        (ConstantIndex x, ConstantIndex y) => Math.Max(x.Value, y.Value),
        _ => a == b ? a : new BinaryIndex(IndexOp.Max, a, b),
    };

    /// <summary>The lesser of two numbers of which one may be too large for an int, as long as the lesser is not.</summary>
    public static IndexExpr MinWide(IndexExpr a, IndexExpr b) => new BinaryIndex(IndexOp.MinWide, a, b);

    /// <summary>Where part number <paramref name="part"/> begins of a whole cut into parts that differ by one at most.</summary>
    public static IndexExpr Share(IndexExpr part, IndexExpr whole, int parts) => new ShareIndex(part, whole, parts);

    /// <summary>How many times <paramref name="part"/> is needed to cover <paramref name="whole"/>.</summary>
    public static IndexExpr Parts(IndexExpr whole, IndexExpr part) =>
        (whole is ConstantIndex c ? part + (c.Value - 1) : whole + (part - 1)) / part;

    private static IndexExpr Of(SizeFactor factor) =>
        factor.IsQuotient ? (IndexExpr)factor.Dividend / factor.Divisor : new SymbolIndex(factor.Name);
}

public sealed record ConstantIndex(long Value) : IndexExpr;

/// <summary>A variable that a statement before declares, or a loop around.</summary>
/// <param name="IsWide">As long as an address; otherwise an int, which a place beyond 2^31 elements needs to be widened for.</param>
public sealed record VariableIndex(string Name, bool IsWide = false) : IndexExpr;

/// <summary>A size that is set at run time.</summary>
public sealed record SymbolIndex(string Symbol) : IndexExpr;

/// <summary>See <see cref="IndexExpr.VectorWidth"/>.</summary>
public sealed record WidthIndex : IndexExpr;

/// <summary>An element of an int operand.</summary>
public sealed record ElementIndex(View Source) : IndexExpr;

/// <summary>On the CPU: how many places of a list of ints come before the negative ones at its end.</summary>
public sealed record ListLengthIndex(View List, IndexExpr Places) : IndexExpr;

/// <summary>On a GPU: of indices and their order the first place whose index is at least a number.</summary>
public sealed record FirstPlaceIndex(EquatableArray<string> Tables, IndexExpr Least) : IndexExpr;

/// <summary>On a GPU: where a thread is in its group and the group in the grid.</summary>
public sealed record GridIndex(GridPlace Place) : IndexExpr;

public enum GridPlace { ThreadX, GroupX, GroupZ, GroupWidth, WarpWidth }

/// <summary>See <see cref="IndexExpr.Share"/>.</summary>
public sealed record ShareIndex(IndexExpr Part, IndexExpr Whole, int Count) : IndexExpr;

public enum IndexOp { Add, Subtract, Multiply, Divide, Remainder, Min, Max, MinWide }

public sealed record BinaryIndex(IndexOp Op, IndexExpr Left, IndexExpr Right) : IndexExpr;
