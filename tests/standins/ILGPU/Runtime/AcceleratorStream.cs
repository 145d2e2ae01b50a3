namespace ILGPU.Runtime;

/// <summary>Every launch and copy has finished when it returns, so there is nothing to wait for.</summary>
public abstract class AcceleratorStream : AcceleratorObject
{
    private protected AcceleratorStream(Accelerator accelerator)
        : base(accelerator)
    {
    }

    public abstract void Synchronize();
}
