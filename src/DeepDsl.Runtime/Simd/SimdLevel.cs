using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepDsl.CompilerServices;

/// <summary>Which register width the kernels of this process use.</summary>
internal static class SimdLevel
{
    internal const string Variable = "DEEPDSL_SIMD";

    private static readonly SimdWidth[] WidestFirst = [SimdWidth.Bits512, SimdWidth.Bits256, SimdWidth.Bits128, SimdWidth.Scalar];

    private static SimdWidth? s_best;

    /// <summary>Whether one instruction multiplies and adds, which the compiler knows: code for the other case is left out.</summary>
    internal static bool HasMultiplyAdd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.IsSupported;
    }

    /// <summary>The fastest registers of this machine, or what the environment variable asks for.</summary>
    internal static SimdWidth Best =>
        s_best ??= Choose(Environment.GetEnvironmentVariable(Variable), IsAccelerated, Processor.Current is { IsSlowerWith512Bits: true });

    internal static SimdWidth Choose(string? requested, Func<SimdWidth, bool> isAccelerated, bool slowerWith512Bits = false)
    {
        if (string.IsNullOrEmpty(requested))
        {
            return WidestFirst.First(width => isAccelerated(width) && !(slowerWith512Bits && width == SimdWidth.Bits512));
        }

        SimdWidth? width = requested.ToLowerInvariant() switch
        {
            "512" => SimdWidth.Bits512,
            "256" => SimdWidth.Bits256,
            "128" => SimdWidth.Bits128,
            "scalar" => SimdWidth.Scalar,
            _ => null,
        };
        if (width is not { } chosen)
        {
            throw new InvalidOperationException(
                $"The environment variable {Variable} is \"{requested}\", expected 512, 256, 128 or scalar; "
                + "remove it to use the fastest registers.");
        }

        if (!isAccelerated(chosen))
        {
            throw new InvalidOperationException(
                $"The environment variable {Variable} asks for {Name(chosen)}, but the widest that this process can use are "
                + $"{Name(Widest(isAccelerated))}; set it to that, or remove it.");
        }

        return chosen;
    }

    /// <summary>What a program may ask for here.</summary>
    internal static SimdWidth Check(SimdWidth width, Func<SimdWidth, bool> isAccelerated) =>
        Enum.IsDefined(width) && isAccelerated(width)
            ? width
            : throw new ArgumentException(
                $"Device.Cpu was asked for {Name(width)}, but the widest that this process can use are {Name(Widest(isAccelerated))}; "
                + "ask for those, or leave the width out.",
                nameof(width));

    /// <remarks>
    /// What the processor has, not what .NET prefers: Vector512.IsHardwareAccelerated is false on processors that lower their clock for 512
    /// bits, while every operation on Vector512 still compiles to them.
    /// </remarks>
    internal static bool IsAccelerated(SimdWidth width) => width switch
    {
        SimdWidth.Bits512 => Simd512.IsSupported,
        SimdWidth.Bits256 => Vector256.IsHardwareAccelerated,
        SimdWidth.Bits128 => Vector128.IsHardwareAccelerated,
        _ => true,
    };

    /// <summary>The registers in words.</summary>
    internal static string Name(SimdWidth width) => width switch
    {
        SimdWidth.Bits512 => "512-bit registers",
        SimdWidth.Bits256 => "256-bit registers",
        SimdWidth.Bits128 => "128-bit registers",
        SimdWidth.Scalar => "scalar registers",
        _ => $"SimdWidth {(int)width}",
    };

    /// <summary>What decides the last bits of results, in words.</summary>
    internal static string Arithmetic(SimdWidth width, bool hasMultiplyAdd) =>
        Name(width) + (hasMultiplyAdd ? "" : " without fused multiply-add");

    /// <summary>Who decided for a width, where <paramref name="best"/> would be taken unasked.</summary>
    internal static string Reason(SimdWidth width, SimdWidth best, SimdWidth widest, string? requested) =>
        width != best ? "asked for by the program"
        : !string.IsNullOrEmpty(requested) ? $"set by {Variable}"
        : width == widest ? "the widest here"
        : "faster here than wider ones";

    internal static SimdWidth Widest(Func<SimdWidth, bool> isAccelerated) => WidestFirst.First(isAccelerated);
}
