namespace ILGPU.Runtime;

public abstract class Accelerator : IDisposable
{
    private protected Accelerator(Context context, Device device)
    {
        Context = context;
        Device = device;
        DefaultStream = CreateStream();
    }

    public Context Context { get; }
    public Device Device { get; }
    public AcceleratorStream DefaultStream { get; }

    public string Name => Device.Name;
    public AcceleratorType AcceleratorType => Device.AcceleratorType;
    public long MemorySize => Device.MemorySize;
    public int MaxNumThreadsPerGroup => Device.MaxNumThreadsPerGroup;
    public int MaxSharedMemoryPerGroup => Device.MaxSharedMemoryPerGroup;
    public int WarpSize => Device.WarpSize;
    public int NumMultiprocessors => Device.NumMultiprocessors;

    public AcceleratorStream CreateStream() => new FinishedStream(this);

    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length)
        where T : unmanaged => new(this, length);

    public void Synchronize() { }

    public void Dispose() { }

    private sealed class FinishedStream(Accelerator accelerator) : AcceleratorStream(accelerator)
    {
        public override void Synchronize() { }
    }
}
