using ILGPU;

namespace DeepDsl.Gpu;

/// <summary>
/// The way of an input to the device, beside what the device computes: into one of two places by a stream of its own, and from there, once the
/// steps before are done, to where programs read it. The host waits only where it is two batches ahead.
/// </summary>
internal sealed class StagedUpload(GpuDevice device) : IDisposable
{
    /// <summary>So many batches have room on the device beside the one that programs read.</summary>
    public const int Places = 2;

    private readonly Place[] _places = [.. Enumerable.Range(0, Places).Select(_ => new Place(device))];
    private int _next;

    public void Write(ReadOnlySpan<float> values, ArrayView<float> target)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var place = _places[_next];
        _next = (_next + 1) % Places;
        place.Copied.Wait();
        place.Host.Grow(values.Length);
        values.CopyTo(place.Host.Span);
        place.Device.Grow(values.Length);
        var staged = place.Device.View.SubView(0, values.Length);
        place.Used.Hold(device.CopyStream);
        place.Host.Upload(device.CopyStream, staged);
        place.Copied.Record(device.CopyStream);
        place.Copied.Hold(device.Stream);
        device.Ops.Copy(staged, target);
        place.Used.Record(device.Stream);
    }

    public void Dispose()
    {
        foreach (var place in _places)
        {
            place.Host.Dispose();
            place.Device.Dispose();
        }
    }

    /// <summary>Room for one batch on both sides.</summary>
    private sealed class Place(GpuDevice device)
    {
        public HostBuffer Host { get; } = new(device);
        public GpuBuffer Device { get; } = new(device);

        /// <summary>The batch is on the device: the room of the host is free.</summary>
        public IFence Copied { get; } = device.CreateFence();

        /// <summary>The batch is where programs read it: the room on the device is free.</summary>
        public IFence Used { get; } = device.CreateFence();
    }
}
