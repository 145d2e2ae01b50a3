using System.Runtime.CompilerServices;

namespace ILGPU;

public static class LocalMemory
{
    public static ArrayView<T> Allocate<T>(int extent)
        where T : unmanaged => new(new byte[extent * Unsafe.SizeOf<T>()], 0, extent);
}
