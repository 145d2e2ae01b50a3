using DeepDsl.Gpu;
using DeepDsl.Gpu.Cuda;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace DeepDsl;

/// <summary>What CUDA's streams can do that ILGPU does not offer.</summary>
public sealed partial class GpuDevice
{
    private bool _hasEvents;

    /// <summary>
    /// Why training steps are launched kernel by kernel; null where they are recorded and launched as a whole, as CUDA can. It may be set by a
    /// step, where recording it fails.
    /// </summary>
    public string? ReplayObstacle { get; private set; }

    /// <summary>Records steps; null where that can't be done. Tests set their own.</summary>
    internal IStreamRecorder? Recorder { get; set; }

    /// <summary>
    /// Whether uploads need not wait. ILGPU copies whole host buffers to OpenCL devices, not parts of them: there each has one of its own, and
    /// waits.
    /// </summary>
    internal bool CopiesWhileHostGoesOn => Accelerator is CudaAccelerator ? _hasEvents : IsEmulation;

    internal IFence CreateFence() => _hasEvents ? new CudaFence(this) : new PassedFence();

    /// <summary>From now on steps are launched kernel by kernel.</summary>
    internal void GiveUpReplays(Exception cause)
    {
        Recorder = null;
        ReplayObstacle = $"{Name} could not record a training step ({Listing.Short(cause.Message)}).";
        Console.Error.WriteLine($"DeepDsl: {ReplayObstacle} Its kernels are launched one by one, which takes longer.");
    }

    /// <summary>Whether a call of the driver failed, or is not there in an old one.</summary>
    internal static bool IsOfDriver(Exception error) => error is AcceleratorException or DllNotFoundException or EntryPointNotFoundException;

    private void FindRecorder()
    {
        if (Accelerator is not CudaAccelerator)
        {
            ReplayObstacle = $"{Name} is no CUDA device, and others don't record launches.";
            return;
        }

        try
        {
            CudaDriver.Prepare();
            new CudaFence(this).Dispose();
            _hasEvents = true;
            Recorder = new CudaRecorder(Accelerator);
        }
        catch (Exception e) when (IsOfDriver(e))
        {
            GiveUpReplays(e);
        }
    }
}
