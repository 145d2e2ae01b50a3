using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace DeepDsl.Gpu;

/// <summary>
/// Floats of the host in memory that the system does not move, so that copies from and to a device need not wait, nor make objects.
/// </summary>
internal sealed class HostBuffer(GpuDevice device) : IDisposable
{
    private CPUMemoryBuffer? _memory;

    public unsafe Span<float> Span => _memory is null ? default : new((void*)_memory.NativePtr, (int)_memory.Length);

    /// <summary>Makes room for at least <paramref name="length"/> floats; what was there is lost. Nothing may be copying.</summary>
    public void Grow(int length)
    {
        if (_memory is not null && length <= _memory.Length)
        {
            return;
        }

        _memory?.Dispose();
        _memory = CPUMemoryBuffer.CreatePageLocked(device.Accelerator, Math.Max(length, 1), sizeof(float));
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
    }
}
