using System.Diagnostics.CodeAnalysis;
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

    /// <summary>Bytes that models may take beside what the card itself allows; tests lower it.</summary>
    internal long MemoryLimit { get; set; } = long.MaxValue;

    /// <summary>Called before each wait; tests fail it, as a device does that is lost.</summary>
    internal Action? BeforeWait { get; set; }

    /// <summary>Bytes that can still be allocated. Only CUDA tells what other programs have left.</summary>
    internal long FreeBytes
    {
        get
        {
            long left = Math.Min(MemoryLimit, Accelerator.MemorySize) - Interlocked.Read(ref _bytesInUse);
            return Math.Max(0, Accelerator is CudaAccelerator cuda ? Math.Min(left, cuda.GetFreeMemory()) : left);
        }
    }

    /// <summary>Memory for <paramref name="length"/> values, not cleared.</summary>
    /// <exception cref="InsufficientMemoryException">There is not so much.</exception>
    internal DeviceMemory<T> Allocate<T>(long length)
        where T : unmanaged
    {
        // Never empty, so that every operand of a launch is a valid view.
        length = Math.Max(length, 1);
        if (TryAllocate<T>(length, out var memory, out _))
        {
            return memory;
        }

        // Models that nobody uses any more give their memory back when the collector finds them, which knows nothing of the card's.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return TryAllocate(length, out memory, out var cause)
            ? memory
            : throw new InsufficientMemoryException(
                $"{Name} has no room for {Size(length * Interop.SizeOf<T>())}: {Size(FreeBytes)} are free.", cause);
    }

    internal void CountBytes(long change) => Interlocked.Add(ref _bytesInUse, change);

    private bool TryAllocate<T>(long length, [NotNullWhen(true)] out DeviceMemory<T>? memory, out AcceleratorException? cause)
        where T : unmanaged
    {
        memory = null;
        cause = null;
        if (checked(length * Interop.SizeOf<T>()) > MemoryLimit - Interlocked.Read(ref _bytesInUse))
        {
            return false;
        }

        try
        {
            memory = new(this, length);
            Counters.Allocations++;
            return true;
        }
        catch (AcceleratorException e)
        {
            cause = e;
            return false;
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
