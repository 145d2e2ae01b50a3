using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl;

/// <summary>Memory of the device, and what is copied while the host waits.</summary>
public sealed partial class GpuDevice
{
    /// <summary>Memory for <paramref name="length"/> values, not cleared.</summary>
    internal MemoryBuffer1D<T, Stride1D.Dense> Allocate<T>(long length)
        where T : unmanaged
    {
        Counters.Allocations++;
        // Never empty, so that every operand of a launch is a valid view.
        return Accelerator.Allocate1D<T>(Math.Max(length, 1));
    }

    /// <summary>Copies from memory that may move once this returns: waits.</summary>
    internal void Write<T>(ArrayView<T> target, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (values.IsEmpty)
        {
            return;
        }

        var part = target.SubView(0, values.Length);
        Counters.BytesUp += part.LengthInBytes;
        Counters.Synchronizations++;
        part.CopyFromCPU(Stream, values);
    }

    /// <summary>Waits for the launches before it.</summary>
    internal void Read<T>(ArrayView<T> source, Span<T> values)
        where T : unmanaged
    {
        if (values.IsEmpty)
        {
            return;
        }

        var part = source.SubView(0, values.Length);
        Counters.BytesDown += part.LengthInBytes;
        Counters.Synchronizations++;
        part.CopyToCPU(Stream, values);
    }
}
