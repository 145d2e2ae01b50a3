using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>
/// A place in what a stream has been asked for. This one serves devices that have done everything when a call returns, or whose copies wait;
/// there is nothing left to wait for.
/// </summary>
internal class Fence
{
    /// <summary>Here: after everything that the stream has been asked for.</summary>
    public virtual void Record(AcceleratorStream stream)
    {
    }

    /// <summary>What the stream is asked for from now on comes after the fence.</summary>
    public virtual void Hold(AcceleratorStream stream)
    {
    }

    /// <summary>The host waits until the fence has been passed, if it has not been yet.</summary>
    public virtual void Wait()
    {
    }
}
