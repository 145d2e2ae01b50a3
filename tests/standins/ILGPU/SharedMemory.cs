using ILGPU.Execution;

namespace ILGPU;

public static class SharedMemory
{
    [Suspends(Suspension.SharedMemory)]
    public static ArrayView<T> Allocate<T>(int extent)
        where T : unmanaged => throw Suspensions.NotRewritten();
}
