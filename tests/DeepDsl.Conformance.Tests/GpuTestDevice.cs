using Xunit.Abstractions;
using Xunit.Sdk;

namespace DeepDsl.Conformance.Tests;

/// <summary>The device of a test class: a card where there is one, else ILGPU's CPU accelerator.</summary>
public sealed class GpuTestDevice : IDisposable
{
    private static bool s_told;

    private readonly Lazy<GpuDevice> _largeGroups = new(() => GpuDevice.OpenEmulation(32, 8));

    public GpuTestDevice(IMessageSink diagnostics)
    {
        AppContext.SetSwitch(GpuDevice.EmulationSwitch, true);
        Card = GpuDevice.Open();
        if (!Interlocked.Exchange(ref s_told, true))
        {
            diagnostics.OnMessage(new DiagnosticMessage($"Runs on {Card.Name} ({Card.Accelerator.AcceleratorType})"));
        }
    }

    /// <summary>On the CPU, groups of 16 threads.</summary>
    public GpuDevice Card { get; }

    /// <summary>The same, but on the CPU groups of 256 threads, as cards have them; slow, as each is one of the operating system.</summary>
    public GpuDevice LargeGroups => Card.IsEmulation ? _largeGroups.Value : Card;

    public void Dispose()
    {
        Card.Dispose();
        if (_largeGroups.IsValueCreated)
        {
            _largeGroups.Value.Dispose();
        }
    }
}
