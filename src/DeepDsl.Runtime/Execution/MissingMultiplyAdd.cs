using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using DeepDsl.CompilerServices;

namespace DeepDsl.Execution;

/// <summary>
/// Says where a process has no fused multiply-add: kernels are made of them, and then take two instructions for each, in registers of 128
/// bits, since wider ones come with it.
/// </summary>
internal static class MissingMultiplyAdd
{
    /// <summary>Bit of ECX in CPUID leaf 1.</summary>
    private const int FmaBit = 12;

    private static int s_reported;

    /// <summary>Why the instruction is missing, in words; null where it is not.</summary>
    public static string? Cause { get; } = Explain(
        SimdLevel.HasMultiplyAdd,
        X86Base.IsSupported && ((X86Base.CpuId(1, 0).Ecx >> FmaBit) & 1) != 0,
        RuntimeFeature.IsDynamicCodeCompiled);

    /// <summary>One line for the error stream, the first time that a process computes.</summary>
    public static void ReportOnce()
    {
        if (Cause is { } cause && Interlocked.Exchange(ref s_reported, 1) == 0)
        {
            Console.Error.WriteLine($"DeepDsl: this process is several times slower than it could be, {cause}.");
        }
    }

    internal static string? Explain(bool usable, bool ofProcessor, bool compiledHere) => (usable, ofProcessor, compiledHere) switch
    {
        (true, _, _) => null,
        (false, false, _) => "since this processor has no fused multiply-add",
        (false, true, true) => "since fused multiply-add is switched off (DOTNET_EnableAVX2, DOTNET_EnableHWIntrinsic)",
        (false, true, false) => "since it was compiled ahead of time for processors without fused multiply-add: "
            + "publish with <IlcInstructionSet>x86-64-v3</IlcInstructionSet>",
    };
}
