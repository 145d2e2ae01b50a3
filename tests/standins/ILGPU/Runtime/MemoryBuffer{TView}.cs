namespace ILGPU.Runtime;

public abstract class MemoryBuffer<TView> : MemoryBuffer
    where TView : struct, IArrayView
{
    private protected MemoryBuffer(Accelerator accelerator, long length, int elementSize)
        : base(accelerator, length, elementSize)
    {
    }

    public TView View
    {
        get => IsDisposed ? throw new ObjectDisposedException(GetType().Name) : field;
        private protected init;
    }
}
