using DeepDsl.CompilerServices;
using ILGPU;

namespace DeepDsl.Gpu;

/// <summary>An array of a data set in the memory of a device, which counts it in <see cref="GpuDevice.HeldBytes"/>.</summary>
internal sealed class GpuHeldValues(GpuDevice device, DeviceMemory<float> memory) : HeldValues
{
    private bool _isDisposed;

    public ArrayView<float> View => memory.View;

    public override void Dispose()
    {
        lock (device.Gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            try
            {
                // Launches under way may still read it.
                device.Synchronize();
            }
            finally
            {
                device.Release(memory);
            }
        }
    }
}
