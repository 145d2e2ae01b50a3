namespace DeepDsl.Compiler.Ir;

/// <summary>A product of symbols and quotients, such as N * T; the empty one is 1. Ordered by degree, then by the factors.</summary>
public readonly struct Monomial : IEquatable<Monomial>, IComparable<Monomial>
{
    private readonly SizeFactor[]? _factors; // sorted by their names; null for none
    private readonly string? _text; // them joined by '*'

    private Monomial(IEnumerable<SizeFactor> factors)
    {
        SizeFactor[] sorted = [.. factors.OrderBy(f => f.Name, StringComparer.Ordinal)];
        _factors = sorted.Length == 0 ? null : sorted;
        _text = sorted.Length == 0 ? null : string.Join("*", sorted.Select(f => f.InProduct));
    }

    public static Monomial One => default;

    public IReadOnlyList<SizeFactor> Factors => _factors ?? [];

    /// <summary>The symbols that its factors are made of.</summary>
    public IEnumerable<string> Symbols => Factors.SelectMany(f => f.Symbols);

    public int Degree => Factors.Count;

    /// <summary>The quotient that it is, alone.</summary>
    public SizeFactor? Quotient => _factors is { Length: 1 } && _factors[0].IsQuotient ? _factors[0] : null;

    public static Monomial Of(string symbol) => new([new SizeFactor(symbol)]);

    public static Monomial Of(SizeFactor factor) => new([factor]);

    public static Monomial operator *(Monomial a, Monomial b) => new(a.Factors.Concat(b.Factors));

    /// <summary>The quotient, if the divisor is a factor.</summary>
    public Monomial? DivideBy(Monomial divisor)
    {
        List<SizeFactor> rest = [.. Factors];
        return divisor.Factors.All(rest.Remove) ? new Monomial(rest) : null;
    }

    public long Evaluate(Func<string, long> symbol) => Factors.Aggregate(1L, (product, factor) => checked(product * factor.Evaluate(symbol)));

    /// <summary>Products keep the order, which exact division of polynomials relies on.</summary>
    public int CompareTo(Monomial other)
    {
        int byDegree = Degree.CompareTo(other.Degree);
        return byDegree != 0 ? byDegree
            : Factors.Zip(other.Factors, (a, b) => string.CompareOrdinal(b.Name, a.Name)).FirstOrDefault(order => order != 0);
    }

    public bool Equals(Monomial other) => _text == other._text;

    public override bool Equals(object? obj) => obj is Monomial other && Equals(other);

    public override int GetHashCode() => _text?.GetHashCode() ?? 0;

    public static bool operator ==(Monomial a, Monomial b) => a.Equals(b);

    public static bool operator !=(Monomial a, Monomial b) => !a.Equals(b);

    /// <summary>As it stands in a product.</summary>
    public override string ToString() => _text ?? "1";
}
