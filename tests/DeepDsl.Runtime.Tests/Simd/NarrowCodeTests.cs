using DeepDsl.CompilerServices;

namespace DeepDsl.Runtime.Tests.Simd;

/// <summary>
/// Where a process has no AVX2, and so no fused multiply-add, operations on 128-bit registers and scalars are instructions all the same: as
/// calls they would take ten times as long.
/// </summary>
public sealed class NarrowCodeTests
{
    /// <summary>Too long to inline, sines of large arguments, and what draws a number by integers alone.</summary>
    private static readonly string[] s_called = ["SimdTrigonometry:ReplaceLarge", "SimdLogarithm:Pow", "CounterRandom:Uniform"];

    [Theory]
    [InlineData(typeof(Simd128))]
    [InlineData(typeof(SimdScalar))]
    public void WithoutFusedMultiplyAdd_NoOperationIsACall(Type registers)
    {
        IReadOnlyList<CodeListing> listings =
            CodeListing.Compile("DOTNET_EnableAVX2", "0", $"*.{registers.Name}:* *SimdLogarithm:Pow[*{registers.Name}]*");
        Assert.Contains(listings, l => l.Member == nameof(Simd128.MultiplyAdd));
        Assert.Contains(listings, l => l.Member == nameof(Simd128.Exp));
        Assert.Equal([], listings.SelectMany(l => l.Calls.Where(c => !s_called.Any(c.Contains)).Select(c => $"{l.Member}: {c}")));
    }
}
