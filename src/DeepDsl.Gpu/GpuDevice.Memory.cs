using System.Globalization;
using DeepDsl.Gpu;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace DeepDsl;

/// <summary>Memory of the device, and what is copied while the host waits.</summary>
public sealed partial class GpuDevice
{
    private long _bytesInUse;

    /// <summary>Bytes that models may take; tests lower it.</summary>
    internal long MemoryLimit { get; set; }

    /// <summary>Called before each wait; tests fail it, as a device does that is lost.</summary>
    internal Action? BeforeWait { get; set; }

    /// <summary>Bytes that can still be allocated, as far as the driver tells.</summary>
    internal long FreeBytes => Math.Max(
        0, Math.Min(MemoryLimit - _bytesInUse, Accelerator is CudaAccelerator cuda ? cuda.GetFreeMemory() : long.MaxValue));

    /// <summary>Memory for <paramref name="length"/> values, not cleared; to be given back by <see cref="Release"/>.</summary>
    /// <exception cref="InsufficientMemoryException">There is not so much.</exception>
    internal MemoryBuffer1D<T, Stride1D.Dense> Allocate<T>(long length)
        where T : unmanaged
    {
        // Never empty, so that every operand of a launch is a valid view.
        long bytes = checked(Math.Max(length, 1) * Interop.SizeOf<T>());
        AcceleratorException? cause = null;
        if (bytes <= MemoryLimit - _bytesInUse)
        {
            try
            {
                var memory = Accelerator.Allocate1D<T>(Math.Max(length, 1));
                Counters.Allocations++;
                _bytesInUse += bytes;
                return memory;
            }
            catch (AcceleratorException e)
            {
                cause = e;
            }
        }

        throw new InsufficientMemoryException($"{Name} has no room for {Size(bytes)}: {Size(FreeBytes)} are free.", cause);
    }

    internal void Release<T>(MemoryBuffer1D<T, Stride1D.Dense>? memory)
        where T : unmanaged
    {
        if (memory is not null)
        {
            _bytesInUse -= memory.LengthInBytes;
            memory.Dispose();
        }
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
        CountWait();
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
        CountWait();
        part.CopyToCPU(Stream, values);
    }

    internal void CountWait()
    {
        BeforeWait?.Invoke();
        Counters.Synchronizations++;
    }

    /// <summary>In the largest unit in which it is at least one.</summary>
    internal static string Size(long bytes)
    {
        int unit = bytes >= 1L << 30 ? 3 : bytes >= 1 << 20 ? 2 : bytes >= 1 << 10 ? 1 : 0;
        string name = unit switch { 3 => "GiB", 2 => "MiB", 1 => "KiB", _ => "bytes" };
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / Math.Pow(1024, unit):0.##} {name}");
    }
}
