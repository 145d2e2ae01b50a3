namespace ILGPU.Runtime;

public abstract class AcceleratorObject : IDisposable
{
    private protected AcceleratorObject(Accelerator accelerator) => Accelerator = accelerator;

    public Accelerator Accelerator { get; }
    public AcceleratorType AcceleratorType => Accelerator.AcceleratorType;
    internal bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;
}
