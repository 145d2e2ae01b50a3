using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>
/// For devices that have done everything when a call returns, as the emulation, or whose copies wait, as OpenCL's: there is nothing to wait for.
/// </summary>
internal sealed class PassedFence : IFence
{
    public void Record(AcceleratorStream stream)
    {
    }

    public void Hold(AcceleratorStream stream)
    {
    }

    public void Wait()
    {
    }
}
