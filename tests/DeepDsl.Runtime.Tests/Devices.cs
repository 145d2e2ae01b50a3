using DeepDsl.CompilerServices;
using DeepDsl.Execution;

namespace DeepDsl.Tests;

internal static class Devices
{
    /// <summary>The CPU at every register width that this machine has.</summary>
    public static IEnumerable<Device> EveryWidth(int threads = 1) =>
        Enum.GetValues<SimdWidth>().Where(SimdLevel.IsAccelerated).Select(width => CpuDevice.Shared(threads, width));
}
