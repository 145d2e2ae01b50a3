using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu;

/// <summary>
/// The way of a batch to the device, beside what the device computes: all that is given with it goes by one copy into one of two places, on a
/// stream of its own, and from there, once the steps before are done, to where programs read it. The host waits only where it is two batches
/// ahead.
/// </summary>
internal sealed class StagedBatch : IDisposable
{
    /// <summary>So many batches have room on the device beside the one that programs read.</summary>
    public const int Places = 2;

    private readonly GpuDevice _device;
    private readonly Func<GpuFrame, GpuBuffer> _target;
    private readonly Place[] _places;
    private readonly Part[] _parts;
    private int _batch;
    private int _current;
    private bool _isSent;

    /// <param name="device">Where it goes.</param>
    /// <param name="parts">Floats per sample of each part, by the dimensions that a call sets, and its address in the memory.</param>
    /// <param name="target">The memory of a frame that it goes to.</param>
    public StagedBatch(
        GpuDevice device, IEnumerable<(Func<SymbolValues, int> Length, Size Address)> parts, Func<GpuFrame, GpuBuffer> target)
    {
        _device = device;
        _target = target;
        _places = [.. Enumerable.Range(0, Places).Select(_ => new Place(device))];
        _parts = [.. parts.Select(p => new Part { Length = p.Length, Place = p.Address })];
    }

    /// <summary>Floats per sample of all parts, of the batch that began last.</summary>
    public int PerSample { get; private set; }

    /// <summary>Starts on a batch, of which nothing is given yet.</summary>
    /// <exception cref="InsufficientMemoryException">The device has no room for it.</exception>
    public void Begin(int batch, in SymbolValues symbols)
    {
        _batch = batch;
        PerSample = 0;
        _current = (_current + 1) % Places;
        _isSent = false;
        foreach (var part in _parts)
        {
            part.Given = 0;
            part.Offset = PerSample;
            part.Address = part.Place.At(symbols);
            PerSample += part.Length(symbols);
        }

        var place = _places[_current];
        place.Copied.Wait();
        place.Host.Grow(checked(PerSample * batch));
        place.Device.Grow(PerSample * batch);
    }

    /// <summary>Takes values of a part, for <see cref="Send"/>.</summary>
    public void Give(int part, ReadOnlySpan<float> values)
    {
        var place = _places[_current];
        if (_isSent)
        {
            // What was given before, as gradients of outputs are a second time, may still be under way from where this goes.
            place.Copied.Wait();
        }

        values.CopyTo(place.Host.Span[(_parts[part].Offset * _batch)..]);
        _parts[part].Given = values.Length;
    }

    /// <summary>Asks for the copies of what was given since the last time.</summary>
    public void Send(GpuFrame frame)
    {
        int first = Array.FindIndex(_parts, static part => part.Given > 0);
        if (first < 0)
        {
            return;
        }

        var last = _parts[Array.FindLastIndex(_parts, static part => part.Given > 0)];
        var place = _places[_current];
        int start = _parts[first].Offset * _batch;
        place.Used.Hold(_device.CopyStream);
        place.Host.Upload(_device.CopyStream, start, place.Device.View.SubView(start, (last.Offset * _batch) + last.Given - start));
        place.Copied.Record(_device.CopyStream);
        place.Copied.Hold(_device.Stream);
        foreach (var part in _parts)
        {
            if (part.Given > 0)
            {
                var target = _target(frame).View.SubView(part.Address * _batch, part.Given);
                _device.Ops.Copy(place.Device.View.SubView(part.Offset * _batch, part.Given), target);
                part.Given = 0;
            }
        }

        place.Used.Record(_device.Stream);
        _isSent = true;
    }

    public void Dispose()
    {
        foreach (var place in _places)
        {
            place.Host.Dispose();
            place.Device.Dispose();
        }
    }

    private sealed class Part
    {
        /// <summary>Floats per sample, by the dimensions that a call sets.</summary>
        public required Func<SymbolValues, int> Length { get; init; }

        /// <summary>Where it goes in the memory, per sample.</summary>
        public required Size Place { get; init; }

        /// <summary>Floats per sample before it.</summary>
        public int Offset { get; set; }

        /// <summary>The place in this call.</summary>
        public long Address { get; set; }

        /// <summary>Floats that were given and not sent yet.</summary>
        public int Given { get; set; }
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
