using System.Diagnostics;
using System.Text.RegularExpressions;
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

        IReadOnlyList<Listing> listings = Compile();
        Assert.Empty(Operations().Append("AddLoaded").Except(listings.Select(l => l.Member)));
        foreach (Listing listing in listings)
        {
            string[] calls = [.. Regex.Matches(listing.Code, @"^\s+(?:call|tail\.jmp)\s.*$", RegexOptions.Multiline).Select(m => m.Value.Trim())];
            Assert.True(
                listing.Member == "ReplaceLarge" || calls.All(call => s_called.Any(call.Contains)),
                $"{listing.Member} calls {string.Join(", ", calls)}");
            Assert.True(
                listing.Code.Contains("zmm") || calls.Length > 0 || s_withoutRegisters.Contains(listing.Member),
                $"{listing.Member}: no 512-bit register in\n{listing.Code}");
        }
    }

    private static IEnumerable<string> Operations() =>
        typeof(Simd512).GetInterfaces().SelectMany(i => i.GetMethods()).Select(m => m.Name).Except(["IsSupported"]);

    private static IReadOnlyList<Listing> Compile()
    {
        string file = Path.GetTempFileName();
        ProcessStartInfo start = new("dotnet", ["exec", typeof(WideCodeTests).Assembly.Location]);
        start.Environment["DOTNET_PreferredVectorBitWidth"] = "256";
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_JitStdOutFile"] = file;
        start.Environment["DOTNET_JitDisasm"] = "*Simd512:* *ReplaceLarge* *SimdLogarithm:Pow* *AddLoaded*";
        try
        {
            using Process process = Process.Start(start)!;
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return [.. File.ReadAllText(file).Split("; Assembly listing for method ").Skip(1).Select(Listing.Of)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed record Listing(string Member, string Code)
    {
        /// <summary>A listing opens with Namespace.Class:Interface.Member[types](arguments):result.</summary>
        public static Listing Of(string text) => new(Regex.Match(text[..text.IndexOf('(')], @"(\w+)(?:\[.*\])?$").Groups[1].Value, text);
    }
}
