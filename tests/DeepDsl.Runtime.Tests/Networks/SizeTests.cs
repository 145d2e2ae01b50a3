using DeepDsl.CompilerServices;

namespace DeepDsl.Tests.Networks;

/// <summary>Sizes that depend on dimensions set at run time.</summary>
public sealed class SizeTests
{
    [Fact]
    public void Arithmetic_IsThatOfNumbers()
    {
        SymbolValues values = new(T: 7, S: 3, Nodes: 5, Edges: 11);
        Size size = (16 * Size.T * Size.S) - ((Size.Nodes - 2) * (Size.Edges + 4)) + 9;
        Assert.Equal((16 * 7 * 3) - ((5 - 2) * (11 + 4)) + 9, size.At(values));
        Assert.Equal(7 * 7 * 7, (Size.T * Size.T * Size.T).At(values));
        Assert.Equal(0, (Size.T * 0).At(values));
        Assert.False(size.IsConstant);
        Assert.True((Size.T * 0).IsConstant);
        Assert.Equal(5, ((Size)5).At(default));
    }

    [Fact]
    public void Text_IsThatOfShapes()
    {
        Assert.Equal("T - 2", (Size.T - 2).ToString());
        Assert.Equal("4*T*T - S + 1", ((4 * Size.T * Size.T) - Size.S + 1).ToString());
        Assert.Equal("12", ((Size)12).ToString());
        Assert.Equal("0", ((Size)0).ToString());
    }
}
