using System.Collections.Concurrent;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace DeepDsl.Gpu.Tests;

/// <summary>
/// The devices of a test class. Each stays open for all of its tests, since ILGPU's CPU accelerator starts a thread of the operating system
/// for every thread of a group, and since kernels are compiled once a device.
/// </summary>
public sealed class GpuDevices(IMessageSink diagnostics) : IDisposable
{
    /// <summary>As ILGPU's CPU accelerator has them by default, for what takes many launches: each wakes every thread.</summary>
    public const int SmallGroup = 16;

    /// <summary>The threads that tensor cores multiply for, on the CPU even where there is a card.</summary>
    public const int Warp = 32;

    /// <summary>As graphics cards have them.</summary>
    public const int LargeGroup = 256;

    private static readonly ConcurrentDictionary<string, bool> s_told = [];

    private readonly Dictionary<int, GpuDevice> _devices = [];

    private static bool HasCard => Cards.All.Count > 0;

    /// <summary>A card where there is one, else small groups on the CPU.</summary>
    public static int CardOrSmallGroup => HasCard ? LargeGroup : SmallGroup;

    /// <summary>Groups of this size on the CPU; a card, where there is one, takes the place of the large ones.</summary>
    internal GpuDevice Open(int groupSize)
    {
        if (!_devices.TryGetValue(groupSize, out var device))
        {
            _devices[groupSize] = device = groupSize == SmallGroup ? GpuDevice.OpenEmulation()
                : groupSize == Warp ? GpuDevice.OpenEmulation(Warp, 1)
                : HasCard ? GpuDevice.Open()
                : GpuDevice.OpenEmulation(32, groupSize / 32);
            Tell($"Runs on {device.Name} ({device.Accelerator.AcceleratorType}), groups of {device.Ops.GroupSize}");
        }

        return device;
    }

    public void Dispose()
    {
        foreach (var device in _devices.Values)
        {
            device.Dispose();
        }
    }

    private void Tell(string message)
    {
        if (s_told.TryAdd(message, true))
        {
            diagnostics.OnMessage(new DiagnosticMessage(message));
        }
    }
}
