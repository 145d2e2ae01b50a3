namespace ILGPU.Runtime;

public abstract class MemoryBuffer : AcceleratorObject
{
    private protected MemoryBuffer(Accelerator accelerator, long length, int elementSize)
        : base(accelerator)
    {
        Length = length;
        ElementSize = elementSize;
        Memory = GC.AllocateUninitializedArray<byte>(checked((int)(length * elementSize)), pinned: true);
        // A GPU hands out whatever was there before; NaN makes a kernel that relies on zeros fail here too.
        Memory.AsSpan().Fill(0xFF);
    }

    public long Length { get; }
    public int ElementSize { get; }
    public long LengthInBytes => Length * ElementSize;

    private protected byte[] Memory { get; }
}
