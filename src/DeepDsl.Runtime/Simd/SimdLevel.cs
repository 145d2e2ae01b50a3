using System.Runtime.Intrinsics;

namespace DeepDsl.CompilerServices;

internal enum SimdWidth
{
    Scalar,
    Bits128,
    Bits256,
    Bits512,
}

/// <summary>Which register width the kernels of this process use.</summary>
internal static class SimdLevel
{
    internal const string Variable = "DEEPDSL_SIMD";

    private static readonly SimdWidth[] WidestFirst = [SimdWidth.Bits512, SimdWidth.Bits256, SimdWidth.Bits128, SimdWidth.Scalar];

    private static SimdWidth? s_best;

    /// <summary>The widest registers of this machine, or what the environment variable asks for.</summary>
    internal static SimdWidth Best => s_best ??= Choose(Environment.GetEnvironmentVariable(Variable), IsAccelerated);

    internal static SimdWidth Choose(string? requested, Func<SimdWidth, bool> isAccelerated)
    {
        var widest = WidestFirst.First(isAccelerated);
        if (string.IsNullOrEmpty(requested))
        {
            return widest;
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
                + "remove it to use the widest registers.");
        }

        if (!isAccelerated(chosen))
        {
            throw new InvalidOperationException(
                $"The environment variable {Variable} asks for {requested}-bit registers, but the widest that this process can use are "
                + $"{Name(widest)}; set it to that, or remove it.");
        }

        return chosen;
    }

    internal static bool IsAccelerated(SimdWidth width) => width switch
    {
        SimdWidth.Bits512 => Vector512.IsHardwareAccelerated,
        SimdWidth.Bits256 => Vector256.IsHardwareAccelerated,
        SimdWidth.Bits128 => Vector128.IsHardwareAccelerated,
        _ => true,
    };

    private static string Name(SimdWidth width) => width switch
    {
        SimdWidth.Bits512 => "512",
        SimdWidth.Bits256 => "256",
        SimdWidth.Bits128 => "128",
        _ => "scalar",
    };
}
