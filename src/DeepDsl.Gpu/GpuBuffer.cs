using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>Floats on the device.</summary>
internal sealed class GpuBuffer(GpuDevice device) : IDisposable
{
    private MemoryBuffer1D<float, Stride1D.Dense>? _memory;

    public GpuBuffer(GpuDevice device, long length)
        : this(device)
    {
        Grow(length);
        Clear();
    }

    public long Length => _memory?.Length ?? 0;

    public ArrayView<float> View => _memory is null ? default : _memory.View.BaseView;

    /// <summary>Makes room for at least <paramref name="length"/> floats; what was there is lost.</summary>
    public void Grow(long length)
    {
        if (_memory is not null && length <= Length)
        {
            return;
        }
        // Kernels under way may still use the old memory.
        device.Synchronize();
        _memory?.Dispose();
        // Never empty, so that every operand of a launch is a valid view.
        _memory = device.Accelerator.Allocate1D<float>(Math.Max(length, 1));
    }

    public void Clear() => View.MemSetToZero(device.Stream);

    public void Write(ReadOnlySpan<float> values, long offset = 0)
    {
        if (!values.IsEmpty)
        {
            View.SubView(offset, values.Length).CopyFromCPU(device.Stream, values);
        }
    }

    /// <summary>Waits for the launches before it.</summary>
    public void Read(Span<float> values, long offset = 0)
    {
        if (values.IsEmpty)
        {
            return;
        }

        View.SubView(offset, values.Length).CopyToCPU(device.Stream, values);
        device.Synchronize();
    }

    public void Dispose() => _memory?.Dispose();
}
