using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>
/// Values in the memory of a device, which counts them until they are given back, by <see cref="Dispose"/> or with the model that they belong
/// to: models are not disposed of.
/// </summary>
internal sealed class DeviceMemory<T> : IDisposable
    where T : unmanaged
{
    private readonly GpuDevice _device;
    private readonly MemoryBuffer1D<T, Stride1D.Dense> _memory;

    public DeviceMemory(GpuDevice device, long length)
    {
        _device = device;
        try
        {
            _memory = device.Accelerator.Allocate1D<T>(length);
        }
        catch
        {
            GC.SuppressFinalize(this);
            throw;
        }

        device.CountBytes(_memory.LengthInBytes);
    }

    ~DeviceMemory() => _device.CountBytes(-_memory.LengthInBytes);

    public long Length => _memory.Length;

    public long Bytes => _memory.LengthInBytes;

    public ArrayView<T> View => _memory.View.BaseView;

    public void Dispose()
    {
        if (_memory.IsDisposed)
        {
            return;
        }

        GC.SuppressFinalize(this);
        _device.CountBytes(-_memory.LengthInBytes);
        _memory.Dispose();
    }
}
