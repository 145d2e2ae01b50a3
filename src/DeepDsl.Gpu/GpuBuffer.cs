using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>Floats on the device.</summary>
internal sealed class GpuBuffer(GpuDevice device) : IDisposable
{
    private DeviceMemory<float>? _memory;

    public GpuBuffer(GpuDevice device, long length)
        : this(device)
    {
        Grow(length);
        Clear();
    }

    public long Length => _memory?.Length ?? 0;

    public ArrayView<float> View => _memory?.View ?? default;

    /// <summary>Makes room for at least <paramref name="length"/> floats; what was there is lost.</summary>
    /// <returns>Whether the memory is another than before.</returns>
    public bool Grow(long length)
    {
        if (_memory is not null && length <= Length)
        {
            return false;
        }

        if (_memory is not null)
        {
            // Kernels under way may still use the old memory.
            device.Synchronize();
            Dispose();
        }

        _memory = device.Allocate<float>(length);
        return true;
    }

    public void Clear() => View.MemSetToZero(device.Stream);

    public void Write(ReadOnlySpan<float> values, long offset = 0) => device.Write(View.SubView(offset, values.Length), values);

    /// <summary>Waits for the launches before it.</summary>
    public void Read(Span<float> values, long offset = 0) => device.Read(View.SubView(offset, values.Length), values);

    /// <summary>Gives the memory back; <see cref="Grow"/> takes other.</summary>
    public void Dispose()
    {
        _memory?.Dispose();
        _memory = null;
    }
}
