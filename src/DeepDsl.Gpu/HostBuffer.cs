using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace DeepDsl.Gpu;

/// <summary>
/// Floats of the host in memory that the system does not move, so that copies from and to a device need not wait, nor make objects. In pages
/// of its own, since a driver may refuse to lock one twice; of an array, which lives as long as anybody reads it.
/// </summary>
internal sealed class HostBuffer(GpuDevice device) : IDisposable
{
    private float[] _array = [];
    private int _origin;
    private int _length;
    private PageLockScope<byte>? _lock;
    private CPUMemoryBuffer? _memory;

    /// <summary>Models are not disposed of; the pages must be unlocked before the collector uses them for others.</summary>
    ~HostBuffer() => Dispose();

    public Span<float> Span => _array.AsSpan(_origin, _length);

    /// <summary>Makes room for at least <paramref name="length"/> floats; what was there is lost. Nothing may be copying.</summary>
    public unsafe void Grow(int length)
    {
        if (_memory is not null && length <= _length)
        {
            return;
        }

        Dispose();
        int page = Environment.SystemPageSize / sizeof(float);
        int rounded = checked((Math.Max(length, 1) + page - 1) / page * page);
        _array = GC.AllocateUninitializedArray<float>(checked(rounded + page), pinned: true);
        _length = rounded;
        fixed (float* first = _array)
        {
            _origin = (int)(-(nint)first & (Environment.SystemPageSize - 1)) / sizeof(float);
            nint start = (nint)(first + _origin);
            _lock = device.Accelerator.CreatePageLockFromPinned<byte>(start, _length * (long)sizeof(float));
            _memory = CPUMemoryBuffer.Create(device.Accelerator, start, _length, sizeof(float));
        }
    }

    /// <summary>Asks for a copy of what is from <paramref name="start"/> on; it must stay until the copy has been made.</summary>
    public void Upload(AcceleratorStream stream, int start, ArrayView<float> target)
    {
        device.Counters.BytesUp += target.LengthInBytes;
        if (device.CopiesWhileHostGoesOn)
        {
            _memory!.AsArrayView<float>(start, target.Length).CopyTo(stream, target);
            return;
        }

        device.CountWait();
        target.CopyFromCPU(stream, (ReadOnlySpan<float>)Span.Slice(start, (int)target.Length));
    }

    /// <summary>Copies to the beginning, waiting for the launches before.</summary>
    public ReadOnlySpan<float> Download(ArrayView<float> source)
    {
        device.Counters.BytesDown += source.LengthInBytes;
        var target = Span[..(int)source.Length];
        if (device.CopiesWhileHostGoesOn)
        {
            source.CopyTo(device.Stream, _memory!.AsArrayView<float>(0, source.Length));
            device.Synchronize();
            return target;
        }

        device.CountWait();
        source.CopyToCPU(device.Stream, target);
        return target;
    }

    /// <summary>Gives the memory back; <see cref="Grow"/> takes other.</summary>
    public void Dispose()
    {
        _memory?.Dispose();
        _memory = null;
        _lock?.Dispose();
        _lock = null;
        _array = [];
        _origin = 0;
        _length = 0;
    }
}
