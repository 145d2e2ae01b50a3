using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace DeepDsl.CompilerServices;

/// <summary>
/// A size or place that may depend on dimensions set at run time: a sum of whole numbers, each times a product of symbols and of sizes divided
/// and rounded down, as 16 * Size.T - 32 or 16 * (Size.T / 2).
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Size
{
    private readonly long _constant;
    private readonly Term[]? _terms; // those with symbols; null for none, as most sizes have

    private Size(long constant, Term[]? terms)
    {
        _constant = constant;
        _terms = terms is { Length: 0 } ? null : terms;
    }

    /// <summary>Steps of a sequence.</summary>
    public static Size T { get; } = new(0, [new(1, 1, 0, 0, 0)]);

    /// <summary>Steps of a second sequence.</summary>
    public static Size S { get; } = new(0, [new(1, 0, 1, 0, 0)]);

    /// <summary>Nodes of a graph.</summary>
    public static Size Nodes { get; } = new(0, [new(1, 0, 0, 1, 0)]);

    /// <summary>Edges of a graph.</summary>
    public static Size Edges { get; } = new(0, [new(1, 0, 0, 0, 1)]);

    /// <summary>Whether no symbol takes part.</summary>
    public bool IsConstant => _terms is null;

    /// <summary>A number.</summary>
    public static implicit operator Size(long value) => new(value, null);

    /// <summary>The sum.</summary>
    public static Size operator +(Size a, Size b) => new(a._constant + b._constant, [.. a._terms ?? [], .. b._terms ?? []]);

    /// <summary>The difference.</summary>
    public static Size operator -(Size a, Size b) => a + (b * -1);

    /// <summary>The product.</summary>
    public static Size operator *(Size a, Size b) => new(a._constant * b._constant,
    [
        .. (a._terms ?? []).Select(t => t.Times(b._constant)).Where(t => t.Factor != 0),
        .. (b._terms ?? []).Select(t => t.Times(a._constant)).Where(t => t.Factor != 0),
        .. (a._terms ?? []).SelectMany(_ => b._terms ?? [], static (x, y) => x.Times(y)),
    ]);

    /// <summary>The quotient rounded down, of a size that is never negative.</summary>
    public static Size operator /(Size a, long b) => new(0, [new(1, 0, 0, 0, 0) { Quotients = [new Quotient(a, b)] }]);

    /// <summary>Its value in a call.</summary>
    public long At(in SymbolValues symbols)
    {
        if (_terms is not { } terms)
        {
            return _constant;
        }

        long sum = _constant;
        foreach (Term term in terms)
        {
            sum += term.At(symbols);
        }

        return sum;
    }

    /// <summary>Whether a symbol takes part.</summary>
    internal bool Has(Symbol symbol)
    {
        // A lambda over the symbol would allocate, in each prediction.
        foreach (Term term in _terms ?? [])
        {
            if (term.Has(symbol))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As in shapes: T - 2.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach (Term term in _terms ?? [])
        {
            Append(text, term.Factor, term.Names);
        }

        if (_constant != 0 || _terms is null)
        {
            Append(text, _constant, "");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, long factor, string symbols)
    {
        text.Append(text.Length == 0 ? factor < 0 ? "-" : "" : factor < 0 ? " - " : " + ");
        string number = Math.Abs(factor).ToString(CultureInfo.InvariantCulture);
        text.Append(symbols.Length == 0 ? number : Math.Abs(factor) == 1 ? symbols : $"{number}*{symbols}");
    }

    /// <summary>A whole number times powers of the symbols, and quotients.</summary>
    private readonly record struct Term(long Factor, byte T, byte S, byte Nodes, byte Edges)
    {
        public Quotient[] Quotients { get; init; } = [];

        public string Names => string.Join(
            "*", [.. Repeated("T", T), .. Repeated("S", S), .. Repeated("Nodes", Nodes), .. Repeated("Edges", Edges), .. QuotientNames]);

        /// <summary>In parentheses where something stands beside it.</summary>
        private IEnumerable<string> QuotientNames => this is { Factor: 1 or -1, T: 0, S: 0, Nodes: 0, Edges: 0, Quotients: [var only] }
            ? [only.ToString()] : Quotients.Select(static q => $"({q})");

        public bool Has(Symbol symbol)
        {
            foreach (Quotient quotient in Quotients)
            {
                if (quotient.Dividend.Has(symbol))
                {
                    return true;
                }
            }

            return symbol switch { Symbol.T => T, Symbol.S => S, Symbol.Nodes => Nodes, _ => Edges } > 0;
        }

        public Term Times(long factor) => this with { Factor = Factor * factor };

        public Term Times(Term other) => new(
            Factor * other.Factor, (byte)(T + other.T), (byte)(S + other.S), (byte)(Nodes + other.Nodes), (byte)(Edges + other.Edges))
        {
            Quotients = [.. Quotients, .. other.Quotients],
        };

        public long At(in SymbolValues symbols)
        {
            long value = Raised(Raised(Raised(Raised(Factor, symbols.T, T), symbols.S, S), symbols.Nodes, Nodes), symbols.Edges, Edges);
            foreach (Quotient quotient in Quotients)
            {
                value *= quotient.Dividend.At(symbols) / quotient.Divisor;
            }

            return value;
        }

        private static IEnumerable<string> Repeated(string name, int power) => Enumerable.Repeat(name, power);

        private static long Raised(long value, int symbol, int power)
        {
            for (int i = 0; i < power; i++)
            {
                value *= symbol;
            }

            return value;
        }
    }

    private sealed record Quotient(Size Dividend, long Divisor)
    {
        public override string ToString() => Dividend._terms is { Length: 1 } && Dividend._constant == 0 ? $"{Dividend}/{Divisor}" : $"({Dividend})/{Divisor}";
    }
}
