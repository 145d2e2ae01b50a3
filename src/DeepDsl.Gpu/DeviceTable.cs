using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>A table that kernels read.</summary>
internal sealed class DeviceTable<T> : IDisposable
    where T : unmanaged
{
    private readonly GpuDevice _device;
    private readonly MemoryBuffer1D<T, Stride1D.Dense> _memory;

    public DeviceTable(GpuDevice device, ReadOnlySpan<T> rows)
    {
        _device = device;
        // Never empty, so that every operand of a launch is a valid view.
        _memory = device.Accelerator.Allocate1D<T>(Math.Max(rows.Length, 1));
        Write(rows);
    }

    public ArrayView<T> View => _memory.View.BaseView;

    public void Write(ReadOnlySpan<T> rows)
    {
        if (!rows.IsEmpty)
        {
            View.SubView(0, rows.Length).CopyFromCPU(_device.Stream, rows);
        }
    }

    public void Dispose() => _memory.Dispose();
}
