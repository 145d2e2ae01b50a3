using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace DeepDsl.Gpu.Cuda;

/// <summary>Keeps launches as a graph of CUDA.</summary>
internal sealed class CudaRecorder(Accelerator accelerator) : IStreamRecorder
{
    public void Begin(AcceleratorStream stream)
    {
        accelerator.Bind();
        CudaDriver.Check(
            CudaDriver.cuStreamBeginCapture_v2(((CudaStream)stream).StreamPtr, CudaDriver.CaptureThreadLocal),
            nameof(CudaDriver.cuStreamBeginCapture_v2));
    }

    public IReplay End(AcceleratorStream stream)
    {
        accelerator.Bind();
        CudaDriver.Check(
            CudaDriver.cuStreamEndCapture(((CudaStream)stream).StreamPtr, out nint graph), nameof(CudaDriver.cuStreamEndCapture));
        int result = CudaDriver.cuGraphInstantiateWithFlags(out nint executable, graph, 0);
        _ = CudaDriver.cuGraphDestroy(graph);
        CudaDriver.Check(result, nameof(CudaDriver.cuGraphInstantiateWithFlags));
        return new CudaReplay(accelerator, executable);
    }

    public void Abandon(AcceleratorStream stream)
    {
        accelerator.Bind();
        // Where the launches have spoiled it there is no graph.
        if (CudaDriver.cuStreamEndCapture(((CudaStream)stream).StreamPtr, out nint graph) == CudaDriver.Success)
        {
            _ = CudaDriver.cuGraphDestroy(graph);
        }
    }

    /// <summary>A graph that can be launched.</summary>
    private sealed class CudaReplay(Accelerator accelerator, nint executable) : AcceleratorObject(accelerator), IReplay
    {
        public void Launch(AcceleratorStream stream)
        {
            Accelerator.Bind();
            CudaDriver.Check(CudaDriver.cuGraphLaunch(executable, ((CudaStream)stream).StreamPtr), nameof(CudaDriver.cuGraphLaunch));
        }

        /// <summary>The accelerator is bound then; a driver that refuses has lost the graph already.</summary>
        protected override void DisposeAcceleratorObject(bool disposing) => _ = CudaDriver.cuGraphExecDestroy(executable);
    }
}
