using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>Launches that were kept, with the arguments that they had.</summary>
internal interface IReplay : IDisposable
{
    void Launch(AcceleratorStream stream);
}
