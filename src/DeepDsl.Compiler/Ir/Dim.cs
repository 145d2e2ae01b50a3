using System.Globalization;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ir;

/// <summary>
/// A size: a polynomial of symbols with whole coefficients, so that [N, T, C] can become [N * T, C], a valid convolution of T steps gives
/// T - 2, and two sequences one after another are T + S. The batch is the symbol N. A stride of two gives T/2, a quotient that takes part as
/// a symbol does (<see cref="Over"/>). What needs a number says so (<see cref="Constant"/>, <see cref="PerSample"/>) and throws where there
/// is none.
/// </summary>
public readonly struct Dim : IEquatable<Dim>
{
    /// <summary>What kernels are chosen for where a dimension is set at run time.</summary>
    private const int UsualLength = 32;

    private readonly long _constant;
    private readonly EquatableArray<Term>? _terms; // those with symbols, the highest first; null for none

    /// <summary>The sum of terms in any order.</summary>
    private Dim(IEnumerable<Term> terms)
    {
        Term[] sorted = [.. terms.GroupBy(t => t.Monomial).Select(g => new Term(g.Key, g.Sum(t => t.Coefficient)))
            .Where(t => t.Coefficient != 0).OrderByDescending(t => t.Monomial)];
        _constant = sorted.Where(t => t.Monomial.Degree == 0).Sum(t => t.Coefficient);
        Term[] symbolic = [.. sorted.Where(t => t.Monomial.Degree > 0)];
        _terms = symbolic.Length == 0 ? default(EquatableArray<Term>?) : new EquatableArray<Term>(symbolic);
    }

    private Dim(long constant, EquatableArray<Term>? terms)
    {
        _constant = constant;
        _terms = terms;
    }

    /// <summary>The batch size.</summary>
    public static Dim N { get; } = Symbol("N");

    public bool IsConstant => _terms is null;

    public bool IsOne => IsConstant && _constant == 1;

    /// <summary>The number; only where <see cref="IsConstant"/>.</summary>
    public long Constant => IsConstant ? _constant : throw new SymbolicSizeException(this);

    /// <summary>The number as an int; only where <see cref="IsConstant"/>.</summary>
    public int Value => checked((int)Constant);

    /// <summary>The factor of the batch in (16 * T - 32) * N, or the whole of what has no batch.</summary>
    public Dim PerSample => !HasBatch ? this
        : DivideBy(N) is { HasBatch: false } factor ? factor
        : throw new InvalidOperationException($"Size {this} is not a number of elements per sample.");

    /// <summary>Whether the batch takes part.</summary>
    public bool HasBatch => _terms is not null && Symbols.Contains("N");

    /// <summary>What it is of one sample of a usual length: for costs, which only have to be of the right order.</summary>
    public long Estimate => IsConstant ? _constant : Math.Max(1, Evaluate(symbol => symbol == "N" ? 1 : UsualLength));

    /// <summary>The symbols that take part, each once.</summary>
    public IEnumerable<string> Symbols => Terms.SelectMany(t => t.Monomial.Symbols).Distinct();

    /// <summary>The addends, the constant last; none for zero.</summary>
    public IEnumerable<Term> Terms => (_terms is { } terms ? terms : Enumerable.Empty<Term>())
        .Concat(_constant == 0 ? [] : new[] { new Term(Monomial.One, _constant) });

    /// <summary>The factor of a product of symbols; of one, the constant.</summary>
    public long Coefficient(Monomial monomial) => Terms.FirstOrDefault(t => t.Monomial == monomial).Coefficient;

    /// <summary>A sum of terms in any order.</summary>
    public static Dim Sum(IEnumerable<Term> terms) => new(terms);

    /// <summary>A size that is set at run time.</summary>
    public static Dim Symbol(string name) => new([new Term(Monomial.Of(name), 1)]);

    public static implicit operator Dim(int value) => new(value, default);

    public static implicit operator Dim(long value) => new(value, default);

    public static Dim operator *(Dim a, Dim b) => b.IsConstant ? a.Times(b._constant)
        : a.IsConstant ? b.Times(a._constant)
        : new(a.Terms.SelectMany(x => b.Terms.Select(y => new Term(x.Monomial * y.Monomial, checked(x.Coefficient * y.Coefficient)))));

    public static Dim operator +(Dim a, Dim b) => b.IsConstant ? new(checked(a._constant + b._constant), a._terms) : new(a.Terms.Concat(b.Terms));

    public static Dim operator -(Dim a, Dim b) => a + (b * -1);

    /// <summary>The quotient, if it is a size again: every term of it has a whole coefficient.</summary>
    public Dim? DivideBy(Dim divisor)
    {
        Term lead = divisor.Terms.FirstOrDefault();
        if (lead.Coefficient == 0)
        {
            return null;
        }

        Dim rest = this;
        Dim quotient = 0;
        while (rest.Terms.FirstOrDefault() is { Coefficient: not 0 } highest)
        {
            if (highest.Coefficient % lead.Coefficient != 0 || highest.Monomial.DivideBy(lead.Monomial) is not { } monomial)
            {
                return null;
            }

            Dim part = new([new Term(monomial, highest.Coefficient / lead.Coefficient)]);
            quotient += part;
            rest -= part * divisor;
        }

        return quotient;
    }

    /// <summary>
    /// The quotient rounded down, whatever the symbols, which are not negative. What comes out even is taken out of it, what divides both sides
    /// is taken from both, and a quotient of a quotient is one, so that sizes that strides give on two ways are equal if their formulas are:
    /// (T + 3)/2 is (T + 1)/2 + 1, and half of T/2 is T/4.
    /// </summary>
    /// <param name="divisor">At least 1.</param>
    public Dim Over(long divisor)
    {
        Dim whole = new(Terms.Select(t => t with { Coefficient = FloorOf(t.Coefficient, divisor) }));
        Dim rest = this - (whole * divisor);
        if (rest.IsConstant)
        {
            return whole;
        }

        long common = rest.Terms.Where(t => t.Monomial.Degree > 0).Aggregate(divisor, (gcd, t) => Gcd(gcd, t.Coefficient));
        rest = new(rest.Terms.Select(t => t with { Coefficient = t.Coefficient / common }));
        divisor /= common;
        Term inner = rest.Terms.FirstOrDefault(t => t.Coefficient == 1 && t.Monomial.Quotient is not null);
        return divisor == 1 ? whole + rest
            : inner.Monomial.Quotient is { } quotient
                ? whole + (quotient.Dividend + ((rest - new Dim([inner])) * quotient.Divisor)).Over(checked(divisor * quotient.Divisor))
            : whole + new Dim([new Term(Monomial.Of(SizeFactor.Quotient(rest, divisor)), 1)]);
    }

    /// <summary>The least size that is at least both, whatever the symbols, which are not negative: the greater of each coefficient.</summary>
    public static Dim Max(Dim a, Dim b) => a.IsConstant && b.IsConstant
        ? Math.Max(a._constant, b._constant)
        : new Dim(a.Terms.Concat(b.Terms).Select(t => t.Monomial).Distinct()
            .Select(m => new Term(m, Math.Max(a.Coefficient(m), b.Coefficient(m)))));

    /// <summary>Whether it is at most <paramref name="other"/> whatever the symbols; false may also mean that it depends on them.</summary>
    public bool IsAtMost(Dim other)
    {
        Dim room = other - this;

        // A quotient is at most what it is rounded from.
        while (room.Terms.FirstOrDefault(t => t.Coefficient < 0 && t.Monomial.Factors.Any(f => f.IsQuotient)) is { Coefficient: not 0 } term)
        {
            SizeFactor quotient = term.Monomial.Factors.First(f => f.IsQuotient);
            Dim others = new([new Term(term.Monomial.DivideBy(Monomial.Of(quotient))!.Value, term.Coefficient)]);
            room = ((room - new Dim([term])) * quotient.Divisor) + (others * quotient.Dividend);
        }

        return room.Terms.All(t => t.Coefficient > 0);
    }

    /// <summary>A multiple of <paramref name="unit"/> that is at least as large: each coefficient rounded up, a negative one to zero.</summary>
    public Dim RoundUp(long unit) => new(Terms.Select(t => t with { Coefficient = Math.Max(0, (t.Coefficient + unit - 1) / unit * unit) }));

    public long Evaluate(Func<string, long> symbol) =>
        IsConstant ? _constant : Terms.Sum(t => checked(t.Coefficient * t.Monomial.Evaluate(symbol)));

    public bool Equals(Dim other) => _constant == other._constant && Nullable.Equals(_terms, other._terms);

    public override bool Equals(object? obj) => obj is Dim other && Equals(other);

    public override int GetHashCode() => unchecked(((int)_constant * 397) ^ (_terms?.GetHashCode() ?? 0));

    public static bool operator ==(Dim a, Dim b) => a.Equals(b);

    public static bool operator !=(Dim a, Dim b) => !a.Equals(b);

    /// <summary>As 28, N, 3*N, T - 2, T/2, 3*(T/2); a division rounds down, as in C#.</summary>
    public override string ToString()
    {
        if (IsConstant)
        {
            return _constant.ToString(CultureInfo.InvariantCulture);
        }

        System.Text.StringBuilder text = new();
        foreach (Term term in Terms)
        {
            long size = Math.Abs(term.Coefficient);
            text.Append(text.Length > 0 ? term.Coefficient < 0 ? " - " : " + " : term.Coefficient < 0 ? "-" : "");
            string number = size.ToString(CultureInfo.InvariantCulture);
            text.Append(term.Monomial.Degree == 0 ? number
                : size > 1 ? $"{number}*{term.Monomial}"
                : term.Monomial.Quotient?.Name ?? term.Monomial.ToString());
        }

        return text.ToString();
    }

    private static long FloorOf(long value, long divisor) => (value - (((value % divisor) + divisor) % divisor)) / divisor;

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);

    private Dim Times(long factor) => factor == 0 ? 0
        : new Dim(checked(_constant * factor), _terms is { } terms
            ? new EquatableArray<Term>(terms.Select(t => t with { Coefficient = checked(t.Coefficient * factor) }))
            : default(EquatableArray<Term>?));

    /// <summary>A whole number times a product of symbols.</summary>
    public readonly record struct Term(Monomial Monomial, long Coefficient);
}
