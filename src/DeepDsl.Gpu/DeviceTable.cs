using ILGPU;

namespace DeepDsl.Gpu;

/// <summary>A table that kernels read.</summary>
internal sealed class DeviceTable<T> : IDisposable
    where T : unmanaged
{
    private readonly GpuDevice _device;
    private readonly DeviceMemory<T> _memory;

    public DeviceTable(GpuDevice device, ReadOnlySpan<T> rows)
    {
        _device = device;
        _memory = device.Allocate<T>(rows.Length);
        Write(rows);
    }

    public ArrayView<T> View => _memory.View;

    public void Write(ReadOnlySpan<T> rows) => _device.Write(View, rows);

    public void Dispose() => _memory.Dispose();
}
