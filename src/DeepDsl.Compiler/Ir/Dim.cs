using System.Globalization;

namespace DeepDsl.Compiler.Ir;

/// <summary>
/// A dimension: a positive constant times a product of symbols, so that [N, T, C] can become [N * T, C]. The batch is the symbol N.
/// </summary>
public readonly struct Dim : IEquatable<Dim>
{
    private readonly string? _symbols; // sorted, joined by '*'; null for none

    private Dim(long constant, string? symbols)
    {
        Constant = constant;
        _symbols = symbols;
    }

    /// <summary>The batch size.</summary>
    public static Dim N { get; } = new(1, "N");

    public long Constant { get; }

    public IReadOnlyList<string> Symbols => _symbols is null ? [] : _symbols.Split('*');

    public bool IsConstant => _symbols is null;

    public bool IsOne => IsConstant && Constant == 1;

    /// <summary>A dimension that is set at run time.</summary>
    public static Dim Symbol(string name) => new(1, name);

    public static implicit operator Dim(int value) => new(value, null);

    public static implicit operator Dim(long value) => new(value, null);

    public static Dim operator *(Dim a, Dim b) =>
        new(a.Constant * b.Constant, Join(a.Symbols.Concat(b.Symbols)));

    /// <summary>The quotient, if it is a dimension again.</summary>
    public Dim? DivideBy(Dim divisor)
    {
        List<string> rest = [.. Symbols];
        bool fits = Constant % divisor.Constant == 0 && divisor.Symbols.All(rest.Remove);
        return fits ? new Dim(Constant / divisor.Constant, Join(rest)) : null;
    }

    /// <summary>The constant; only where <see cref="IsConstant"/>.</summary>
    public int Value => IsConstant ? checked((int)Constant) : throw new InvalidOperationException($"Dimension {this} is not a constant.");

    public long Evaluate(Func<string, long> symbol) => Symbols.Aggregate(Constant, (product, name) => product * symbol(name));

    public bool Equals(Dim other) => Constant == other.Constant && _symbols == other._symbols;

    public override bool Equals(object? obj) => obj is Dim other && Equals(other);

    public override int GetHashCode() => unchecked(((int)Constant * 397) ^ (_symbols?.GetHashCode() ?? 0));

    public static bool operator ==(Dim a, Dim b) => a.Equals(b);

    public static bool operator !=(Dim a, Dim b) => !a.Equals(b);

    public override string ToString()
    {
        string constant = Constant.ToString(CultureInfo.InvariantCulture);
        return _symbols is null ? constant : Constant == 1 ? _symbols : constant + "*" + _symbols;
    }

    private static string? Join(IEnumerable<string> symbols)
    {
        string joined = string.Join("*", symbols.OrderBy(s => s, StringComparer.Ordinal));
        return joined.Length == 0 ? null : joined;
    }
}
