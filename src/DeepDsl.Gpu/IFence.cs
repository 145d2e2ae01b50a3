using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>A place in what a stream has been asked for; nowhere at first, which is passed.</summary>
internal interface IFence
{
    /// <summary>Here: after everything that the stream has been asked for.</summary>
    void Record(AcceleratorStream stream);

    /// <summary>What the stream is asked for from now on comes after the fence.</summary>
    void Hold(AcceleratorStream stream);

    /// <summary>The host waits until the fence has been passed, if it has not been yet.</summary>
    void Wait();
}
