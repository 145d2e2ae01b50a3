namespace DeepDsl.Compiler.Ir;

/// <summary>
/// What sizes are sums of products of: a symbol, such as T, or a size that follows from symbols by a division rounded down, such as
/// (T + 1)/2, as many windows as fit where a stride need not come out even. <see cref="Dim.Over"/> leaves no negative coefficient in what is
/// divided, so that neither is ever negative, and the division of whole numbers in C# rounds as this one.
/// </summary>
/// <param name="Name">T, or (T + 1)/2. Factors of one name are equal.</param>
public sealed record SizeFactor(string Name)
{
    private SizeFactor(Dim dividend, long divisor)
        : this((dividend.Terms.Skip(1).Any() ? $"({dividend})" : dividend.ToString()) + $"/{divisor}") =>
        (Dividend, Divisor) = (dividend, divisor);

    /// <summary>What is divided; only where <see cref="IsQuotient"/>.</summary>
    public Dim Dividend { get; }

    public long Divisor { get; } = 1;

    public bool IsQuotient => Divisor > 1;

    /// <summary>As it stands in a product.</summary>
    public string InProduct => IsQuotient ? $"({Name})" : Name;

    /// <summary>The symbols that it is made of.</summary>
    public IEnumerable<string> Symbols => IsQuotient ? Dividend.Symbols : [Name];

    /// <param name="dividend">With coefficients from 0 to below the divisor, and a symbol.</param>
    /// <param name="divisor">At least 2.</param>
    public static SizeFactor Quotient(Dim dividend, long divisor) => new(dividend, divisor);

    public long Evaluate(Func<string, long> symbol) => IsQuotient ? Dividend.Evaluate(symbol) / Divisor : symbol(Name);

    public bool Equals(SizeFactor? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode();
}
