using DeepDsl.CompilerServices;
using ILGPU;

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
    private readonly Part _rows = new() { Length = static _ => 1, Place = default };
    private int _batch;
    private int _current;
    private int _taken;
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

    /// <summary>Floats per sample of all parts, of the batch that began last, and the number of its row.</summary>
    public int PerSample { get; private set; }

    /// <summary>Starts on a batch, of which nothing is given yet.</summary>
    /// <exception cref="InsufficientMemoryException">The device has no room for it.</exception>
    public void Begin(int batch, in SymbolValues symbols)
    {
        _batch = batch;
        _current = (_current + 1) % Places;
        _taken = 0;
        _isSent = false;
        _rows.Begin(symbols);
        PerSample = _rows.PerSample;
        foreach (var part in _parts)
        {
            part.Begin(symbols);
            PerSample += part.PerSample;
        }

        var place = _places[_current];
        place.Copied.Wait();
        place.Host.Grow(checked(PerSample * batch));
        place.Device.Grow(PerSample * batch);
    }

    /// <summary>Takes values of a part, for <see cref="Send"/>.</summary>
    public void Give(int part, ReadOnlySpan<float> values) => values.CopyTo(Fill(_parts[part], values.Length));

    /// <summary>The same for what is written there before.</summary>
    public Span<float> Fill(int part) => Fill(_parts[part], _parts[part].PerSample * _batch);

    /// <summary>Has <see cref="Send"/> take a part from rows of what lies on the device.</summary>
    /// <param name="part">Which.</param>
    /// <param name="held">All rows.</param>
    /// <param name="rowLength">Values of each.</param>
    /// <param name="rows">Their numbers, ints in the place of floats; the same for all parts of a batch.</param>
    public void Take(int part, ArrayView<float> held, int rowLength, ReadOnlySpan<float> rows)
    {
        rows.CopyTo(Fill(_rows, rows.Length));
        _parts[part].Held = held;
        _parts[part].RowLength = rowLength;
    }

    /// <summary>Asks for the copies of what was given since the last time.</summary>
    public void Send(GpuFrame frame)
    {
        int start = int.MaxValue, end = 0;
        foreach (var part in _parts)
        {
            Cover(part, ref start, ref end);
        }

        Cover(_rows, ref start, ref end);
        if (end == 0)
        {
            return;
        }

        var place = _places[_current];
        place.Used.Hold(_device.CopyStream);
        place.Host.Upload(_device.CopyStream, start, place.Device.View.SubView(start, end - start));
        place.Copied.Record(_device.CopyStream);
        place.Copied.Hold(_device.Stream);
        foreach (var part in _parts)
        {
            if (part.Held.IsValid)
            {
                var target = Target(frame, part, part.PerSample * _batch);
                _device.Ops.Gather(part.Held, place.Device.View.SubView(_rows.Offset, _rows.Given), target, part.RowLength, part.PerSample);
            }
            else if (part.Given > 0)
            {
                _device.Ops.Copy(place.Device.View.SubView(part.Offset, part.Given), Target(frame, part, part.Given));
            }

            part.Sent();
        }

        _rows.Sent();
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

    private Span<float> Fill(Part part, int length)
    {
        var place = _places[_current];
        if (_isSent)
        {
            // What was given before, as gradients of outputs are a second time, may still be under way from where this goes.
            place.Copied.Wait();
        }

        if (part.Offset < 0)
        {
            // Behind what was given before it, so that one copy brings no more than what is given.
            part.Offset = _taken;
            _taken += part.PerSample * _batch;
        }

        part.Given = length;
        part.Held = default;
        return place.Host.Span.Slice(part.Offset, length);
    }

    private ArrayView<float> Target(GpuFrame frame, Part part, int length) => _target(frame).View.SubView(part.Address * _batch, length);

    private static void Cover(Part part, ref int start, ref int end)
    {
        if (part.Given > 0)
        {
            start = Math.Min(start, part.Offset);
            end = Math.Max(end, part.Offset + part.Given);
        }
    }

    private sealed class Part
    {
        /// <summary>Floats per sample, by the dimensions that a call sets.</summary>
        public required Func<SymbolValues, int> Length { get; init; }

        /// <summary>Where it goes in the memory, per sample.</summary>
        public required Size Place { get; init; }

        /// <summary>Floats per sample of this call.</summary>
        public int PerSample { get; private set; }

        /// <summary>The place in this call.</summary>
        public long Address { get; private set; }

        /// <summary>Floats of the batch before it; -1 where it was not given.</summary>
        public int Offset { get; set; }

        /// <summary>Floats that were given and not sent yet.</summary>
        public int Given { get; set; }

        /// <summary>Rows on the device that it is to be taken from; none where it was given.</summary>
        public ArrayView<float> Held { get; set; }

        /// <summary>Values of a row of them.</summary>
        public int RowLength { get; set; }

        public void Begin(in SymbolValues symbols)
        {
            PerSample = Length(symbols);
            Address = Place.At(symbols);
            Offset = -1;
            Sent();
        }

        public void Sent()
        {
            Given = 0;
            Held = default;
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
