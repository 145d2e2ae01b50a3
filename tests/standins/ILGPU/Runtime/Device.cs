namespace ILGPU.Runtime;

public abstract class Device
{
    private protected Device() { }

    public string Name { get; protected init; } = "";
    public AcceleratorType AcceleratorType { get; protected init; }
    public long MemorySize { get; protected init; }
    public int MaxNumThreadsPerGroup { get; protected init; }
    public int MaxSharedMemoryPerGroup { get; protected init; }
    public int WarpSize { get; protected init; }
    public int NumMultiprocessors { get; protected init; }

    public abstract Accelerator CreateAccelerator(Context context);
}
