using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>Keeps launches to make them again, all by one call. Between begin and end they are kept, not made.</summary>
internal interface IStreamRecorder
{
    /// <exception cref="AcceleratorException">The driver refused.</exception>
    void Begin(AcceleratorStream stream);

    /// <summary>Ends it, also where that fails.</summary>
    /// <exception cref="AcceleratorException">What was asked for between can't be kept.</exception>
    IReplay End(AcceleratorStream stream);

    /// <summary>Ends it, and forgets what was asked for between.</summary>
    void Abandon(AcceleratorStream stream);
}
