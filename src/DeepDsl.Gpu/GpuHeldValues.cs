using DeepDsl.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>An array of a data set in the memory of a device, which counts it in <see cref="GpuDevice.HeldBytes"/>.</summary>
internal sealed class GpuHeldValues(GpuDevice device, NetworkDefinition definition, DeviceMemory<float> memory) : HeldValues
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
            catch (AcceleratorException e)
            {
                throw DeviceFailure.InRunning(device, definition, e);
            }
            finally
            {
                device.Release(memory);
            }
        }
    }
}
