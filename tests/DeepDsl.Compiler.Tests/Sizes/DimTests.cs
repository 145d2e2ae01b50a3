using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Tests.Sizes;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Sizes are polynomials, and whoever wants a number of one that has none is told.</summary>
public class DimTests
{
    private static readonly Dim T = Dim.Symbol("T");
    private static readonly Dim S = Dim.Symbol("S");

    public static TheoryData<Dim, string> Texts => new()
    {
        { 28, "28" },
        { 0, "0" },
        { Dim.N, "N" },
        { Dim.N * 3, "3*N" },
        { T - 2, "T - 2" },
        { T + S, "S + T" },
        { (Dim.N * T * 16) + (Dim.N * 4) - 1, "16*N*T + 4*N - 1" },
        { (T * -1) + 5, "-T + 5" },
        { T.Over(2), "T/2" },
        { (T - 3).Over(2), "(T + 1)/2 - 2" },
        { Dim.N * T.Over(2) * 3, "3*N*(T/2)" },
        { (T.Over(2) * 3) - 1, "3*(T/2) - 1" },
        { ((T.Over(2) * 3) + 1).Over(5), "(3*(T/2) + 1)/5" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_IsThePolynomial(Dim dim, string text) => Assert.Equal(text, dim.ToString());

    [Fact]
    public void Equality_IsThatOfPolynomials()
    {
        Assert.Equal((T + S) * (T - S), (T * T) - (S * S));
        Assert.Equal(((T + S) * (T - S)).GetHashCode(), ((T * T) - (S * S)).GetHashCode());
        Assert.Equal(T - T, 0);
        Assert.True((T - T + 1).IsOne);
        Assert.NotEqual(T + 1, T);
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(1, 1)]
    [InlineData(64, 2)]
    public void Value_IsThePolynomials(long t, long s)
    {
        Dim dim = ((T + S) * (T + S) * 3) - (S * 2) + 5;
        Assert.Equal((3 * (t + s) * (t + s)) - (2 * s) + 5, dim.Evaluate(name => name == "T" ? t : s));
    }

    [Fact]
    public void Division_IsExactOrNothing()
    {
        Assert.Equal(T + S, (((T + S) * 16 * Dim.N).DivideBy(Dim.N * 16)));
        Assert.Equal(T - S, ((T * T) - (S * S)).DivideBy(T + S));
        Assert.Equal(Dim.N * 2, (Dim.N * T * 2).DivideBy(T));
        Assert.Equal(0, ((Dim)0).DivideBy(T));
        Assert.Null(((Dim.N * 3).DivideBy(2)));
        Assert.Null((T + 1).DivideBy(T));
        Assert.Null(((Dim)4).DivideBy(T));
        Assert.Null(((Dim)4).DivideBy(0));
    }

    /// <summary>As (T + 3)/2 and (T + 1)/2 + 1: what strides give on two ways is one size where it always is.</summary>
    [Fact]
    public void Quotients_are_equal_where_their_formulas_are()
    {
        Assert.Equal((T + 1).Over(2) + 1, (T + 3).Over(2));
        Assert.Equal(T.Over(4), T.Over(2).Over(2));
        Assert.Equal((T + 3).Over(6), (T.Over(2) + 1).Over(3) + (T + 3).Over(6) - (T + 2).Over(6));
        Assert.Equal(T.Over(2), ((T * 2) + 1).Over(4));
        Assert.Equal(T + S.Over(3), ((T * 3) + S).Over(3));
        Assert.Equal(T, ((T * 2) + 1).Over(2));
        Assert.Equal(T - 1, (((T - 1) * 3) + 2).Over(3));
        Assert.Equal(-4, ((Dim)(-7)).Over(2));
        Assert.NotEqual(T.Over(2), (T + 1).Over(2));
        Assert.NotEqual(T.Over(2) * 2, T);
    }

    [Fact]
    public void Quotients_divide_as_symbols_do()
    {
        Dim half = (T + 1).Over(2);
        Assert.Equal(half - 1, (Dim.N * (half - 1) * 16).DivideBy(Dim.N * 16));
        Assert.Equal(Dim.N * 16, (Dim.N * (half - 1) * 16).DivideBy(half - 1));
        Assert.Equal(half, (Dim.N * half).PerSample);
        Assert.Null((half * 2).DivideBy(T));
        Assert.Equal(["T"], half.Symbols);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    public void Over_is_the_quotient_rounded_down(int divisor)
    {
        long seed = 7;
        long Next(int most) => (seed = ((seed * 1103515245) + 12345) % (1L << 31)) / 65536 % most;
        for (int run = 0; run < 300; run++)
        {
            Dim dividend = (T * (int)(Next(9) - 3)) + (S * (int)Next(4)) + (int)(Next(30) - 15);
            Dim inner = dividend.Over((int)Next(4) + 1);
            Dim outer = ((inner * (int)(Next(5) - 1)) + (T * (int)Next(2)) + (int)Next(7)).Over(divisor);
            (long t, long s) = (Next(40), Next(40));
            long At(Dim dim) => dim.Evaluate(name => name == "T" ? t : s);
            Assert.Equal((long)Math.Floor(At(dividend) / (double)divisor), At(dividend.Over(divisor)));
            Assert.Equal(At(outer), At(outer * 2) / 2);
            Assert.True(!dividend.Over(divisor).IsAtMost(inner) || At(dividend.Over(divisor)) <= At(inner));
        }
    }

    [Fact]
    public void A_quotient_is_at_most_what_it_is_rounded_from()
    {
        Assert.True((T.Over(2) * 2).IsAtMost(T));
        Assert.True((((T - 3).Over(2) * 2) + 3).IsAtMost(T)); // what windows of three reach with a stride of two
        Assert.True((Dim.N * T.Over(2).Over(3) * 6).IsAtMost(Dim.N * T));
        Assert.False(((T + 1).Over(2) * 2).IsAtMost(T));
        Assert.False(T.IsAtMost(T.Over(2) * 2));
    }

    [Fact]
    public void WrongUse_Throws()
    {
        Assert.Contains("T - 2", Assert.Throws<SymbolicSizeException>(() => (T - 2).Constant).Message);
        Assert.Throws<SymbolicSizeException>(() => (Dim.N * 3).Value);
        Assert.Equal(3, (Dim.N * 3).PerSample);
        Assert.Equal(5, ((Dim)5).PerSample);
        Assert.Equal(T - 2, (Dim.N * (T - 2)).PerSample);
        Assert.Equal(T, T.PerSample);
        Assert.Throws<InvalidOperationException>(() => ((Dim.N * 3) + 1).PerSample);
        Assert.Throws<InvalidOperationException>(() => (Dim.N * Dim.N).PerSample);
    }

    [Fact]
    public void Bounds_HoldWhateverTheSymbols()
    {
        Dim a = (Dim.N * T * 3) + 40;
        Dim b = (Dim.N * T * 5) + (Dim.N * 2);
        Dim most = Dim.Max(a, b);
        Assert.Equal((Dim.N * T * 5) + (Dim.N * 2) + 40, most);
        Assert.True(a.IsAtMost(most));
        Assert.True(b.IsAtMost(most));
        Assert.False(a.IsAtMost(b));
        Assert.False(b.IsAtMost(a));
        Assert.True(a.IsAtMost(a));
    }

    [Fact]
    public void RoundingUp_NeverShrinks()
    {
        Assert.Equal(16, ((Dim)1).RoundUp(16));
        Assert.Equal(16, ((Dim)16).RoundUp(16));
        Assert.Equal(Dim.N * 32, (Dim.N * 17).RoundUp(16));
        Assert.Equal(T * 16, (T - 2).RoundUp(16)); // T - 2 is at most T
        Assert.Equal(0, ((Dim)0).RoundUp(16));
    }
}
