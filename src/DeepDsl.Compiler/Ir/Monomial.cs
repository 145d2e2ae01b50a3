namespace DeepDsl.Compiler.Ir;

/// <summary>A product of symbols, such as N * T; the empty one is 1. Ordered by degree, then by the symbols.</summary>
public readonly struct Monomial : IEquatable<Monomial>, IComparable<Monomial>
{
    private readonly string? _symbols; // sorted, joined by '*'; null for none

    private Monomial(IEnumerable<string> symbols)
    {
        string joined = string.Join("*", symbols.OrderBy(s => s, StringComparer.Ordinal));
        _symbols = joined.Length == 0 ? null : joined;
    }

    public static Monomial One => default;

    public IReadOnlyList<string> Symbols => _symbols is null ? [] : _symbols.Split('*');

    public int Degree => _symbols is null ? 0 : Symbols.Count;

    public static Monomial Of(string symbol) => new([symbol]);

    public static Monomial operator *(Monomial a, Monomial b) => new(a.Symbols.Concat(b.Symbols));

    /// <summary>The quotient, if the divisor is a factor.</summary>
    public Monomial? DivideBy(Monomial divisor)
    {
        List<string> rest = [.. Symbols];
        return divisor.Symbols.All(rest.Remove) ? new Monomial(rest) : null;
    }

    /// <summary>Products keep the order, which exact division of polynomials relies on.</summary>
    public int CompareTo(Monomial other)
    {
        int byDegree = Degree.CompareTo(other.Degree);
        return byDegree != 0 ? byDegree
            : Symbols.Zip(other.Symbols, (a, b) => string.CompareOrdinal(b, a)).FirstOrDefault(order => order != 0);
    }

    public bool Equals(Monomial other) => _symbols == other._symbols;

    public override bool Equals(object? obj) => obj is Monomial other && Equals(other);

    public override int GetHashCode() => _symbols?.GetHashCode() ?? 0;

    public static bool operator ==(Monomial a, Monomial b) => a.Equals(b);

    public static bool operator !=(Monomial a, Monomial b) => !a.Equals(b);

    public override string ToString() => _symbols ?? "1";
}
