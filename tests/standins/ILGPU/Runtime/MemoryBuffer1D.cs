using System.Runtime.CompilerServices;

namespace ILGPU.Runtime;

public class MemoryBuffer1D<T, TStride> : MemoryBuffer<ArrayView1D<T, TStride>>
    where T : unmanaged
    where TStride : struct, IStride1D
{
    internal MemoryBuffer1D(Accelerator accelerator, long length)
        : base(accelerator, length, Unsafe.SizeOf<T>()) => View = new(new ArrayView<T>(Memory, 0, length), length, default);
}
