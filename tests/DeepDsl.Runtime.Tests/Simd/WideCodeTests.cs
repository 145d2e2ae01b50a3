using DeepDsl.CompilerServices;

namespace DeepDsl.Runtime.Tests.Simd;

/// <summary>
/// On processors that lower their clock for 512 bits .NET prefers 256, and Vector512.IsHardwareAccelerated is false: a process is told to
/// act like there, and the code of every operation on 512-bit registers is read.
/// </summary>
public sealed class WideCodeTests
{
    /// <summary>Without a register, or (Load) without one that matters: in use it is checked as AddLoaded.</summary>
    private static readonly string[] s_withoutRegisters = ["get_Width", "get_IsSupported", "Load"];

    /// <summary>Too long to inline; the same is demanded of their code. Sines of large arguments are computed one by one.</summary>
    private static readonly string[] s_called = ["SimdTrigonometry:ReplaceLarge", "SimdLogarithm:Pow"];

    [Fact]
    public void WhereNETPrefers256Bits_EveryOperationCompilesTo512()
    {
        if (!Simd512.IsSupported)
        {
            Assert.NotEqual(SimdWidth.Bits512, SimdLevel.Best);
            return;
        }

        IReadOnlyList<CodeListing> listings = CodeListing.Compile(
            "DOTNET_PreferredVectorBitWidth", "256", "*Simd512:* *ReplaceLarge* *SimdLogarithm:Pow[*Simd512]* *AddLoaded*");
        Assert.Empty(Operations().Append("AddLoaded").Except(listings.Select(l => l.Member)));
        foreach (CodeListing listing in listings)
        {
            Assert.True(
                listing.Member == "ReplaceLarge" || listing.Calls.All(call => s_called.Any(call.Contains)),
                $"{listing.Member} calls {string.Join(", ", listing.Calls)}");
            Assert.True(
                listing.Code.Contains("zmm") || listing.Calls.Count > 0 || s_withoutRegisters.Contains(listing.Member),
                $"{listing.Member}: no 512-bit register in\n{listing.Code}");
        }
    }

    private static IEnumerable<string> Operations() =>
        typeof(Simd512).GetInterfaces().SelectMany(i => i.GetMethods()).Select(m => m.Name).Except(["IsSupported"]);
}
