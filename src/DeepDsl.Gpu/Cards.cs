using System.Globalization;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace DeepDsl.Gpu;

/// <summary>The graphics cards of this machine, and what to say where the one asked for is not among them.</summary>
internal static class Cards
{
    private const string CudaLibrary = "libcuda.so";

    /// <summary>
    /// Looked for once a process: on Windows's subsystem for Linux, ILGPU fails when a second context looks for CUDA. Models have contexts of
    /// their own.
    /// </summary>
    private static readonly Lazy<Context> s_context = new(() => GpuDevice.CreateContext(builder => builder.Cuda().OpenCL()));

    /// <summary>The best first. A context in which ILGPU finds no card holds its CPU accelerator instead, which is none.</summary>
    public static IReadOnlyList<ILGPU.Runtime.Device> All { get; } =
    [
        .. s_context.Value.Devices.Where(d => d.AcceleratorType != AcceleratorType.CPU)
            .OrderBy(d => d.AcceleratorType == AcceleratorType.Cuda ? 0 : 1).ThenByDescending(d => d.MemorySize),
    ];

    /// <summary>What they are called.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(NameOf)];

    private static string NameOf(ILGPU.Runtime.Device card) => string.Create(
        CultureInfo.InvariantCulture,
        $"{card.Name} ({(card.AcceleratorType == AcceleratorType.Cuda ? "CUDA" : "OpenCL")}, {card.MemorySize / (double)(1 << 30):0.#} GiB)");

    /// <summary>Which card has this in its name.</summary>
    public static int Number(string name, IReadOnlyList<string> cards)
    {
        for (int i = 0; i < cards.Count; i++)
        {
            if (cards[i].Contains(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw Missing($"with '{Listing.Short(name)}' in its name", cards);
    }

    /// <summary>What to say where there is no card of a number or name.</summary>
    public static InvalidOperationException Missing(string which, IReadOnlyList<string> cards) => new(
        cards.Count == 0
            ? $"No CUDA or OpenCL device found; found only the CPU. {Advice()}, or use Device.Cpu()."
            : $"There is no GPU {which}; found {Listing.Of(cards.Select((card, i) => $"{i}: {card}").ToArray(), text => text)}.");

    private static string Advice() =>
        OperatingSystem.IsLinux() && !IsThere(CudaLibrary) && IsThere(CudaLibrary + ".1")
            ? $"There is a {CudaLibrary}.1, but ILGPU loads {CudaLibrary}: make a link of that name to it"
            : "Install the card's driver";

    private static bool IsThere(string library)
    {
        if (!NativeLibrary.TryLoad(library, out nint handle))
        {
            return false;
        }

        NativeLibrary.Free(handle);
        return true;
    }
}
