using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace DeepDsl.Gpu.Cuda;

/// <summary>An event of CUDA.</summary>
internal sealed class CudaFence : AcceleratorObject, IFence
{
    private readonly GpuDevice _device;
    private readonly nint _event;

    public CudaFence(GpuDevice device)
        : base(device.Accelerator)
    {
        _device = device;
        device.Accelerator.Bind();
        CudaDriver.Check(CudaDriver.cuEventCreate(out _event, CudaDriver.EventWithoutTime), nameof(CudaDriver.cuEventCreate));
    }

    public void Record(AcceleratorStream stream)
    {
        Accelerator.Bind();
        CudaDriver.Check(CudaDriver.cuEventRecord(_event, ((CudaStream)stream).StreamPtr), nameof(CudaDriver.cuEventRecord));
    }

    public void Hold(AcceleratorStream stream)
    {
        Accelerator.Bind();
        CudaDriver.Check(CudaDriver.cuStreamWaitEvent(((CudaStream)stream).StreamPtr, _event, 0), nameof(CudaDriver.cuStreamWaitEvent));
    }

    public void Wait()
    {
        Accelerator.Bind();
        var state = CudaDriver.cuEventQuery(_event);
        if (state == CudaDriver.NotReady)
        {
            _device.CountWait();
            CudaDriver.Check(CudaDriver.cuEventSynchronize(_event), nameof(CudaDriver.cuEventSynchronize));
        }
        else
        {
            CudaDriver.Check(state, nameof(CudaDriver.cuEventQuery));
        }
    }

    /// <summary>The accelerator is bound then; a driver that refuses has lost the event already.</summary>
    protected override void DisposeAcceleratorObject(bool disposing) => _ = CudaDriver.cuEventDestroy_v2(_event);
}
