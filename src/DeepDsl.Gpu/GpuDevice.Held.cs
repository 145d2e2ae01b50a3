using DeepDsl.Gpu;

namespace DeepDsl;

/// <summary>Arrays of data sets that lie on the device while models are fitted to them.</summary>
public sealed partial class GpuDevice
{
    /// <summary>Which part of the memory that fits leave free data sets may take, all together; tests change it.</summary>
    internal double HeldShare { get; set; } = 0.25;

    /// <summary>Bytes that data sets take.</summary>
    internal long HeldBytes { get; private set; }

    /// <summary>Copies an array here; null where there is no room for it.</summary>
    /// <param name="values">Floats, or ints in the place of floats.</param>
    /// <param name="reserve">Bytes of memory that must be free behind it.</param>
    internal DeviceMemory<float>? Hold(ReadOnlySpan<float> values, long reserve)
    {
        long bytes = values.Length * (long)sizeof(float);
        if (HeldBytes + bytes > HeldShare * (FreeBytes + HeldBytes - reserve))
        {
            return null;
        }

        DeviceMemory<float> memory;
        try
        {
            memory = Allocate<float>(values.Length);
        }
        catch (InsufficientMemoryException)
        {
            // Free memory in pieces, or a card that does not tell what others have of it.
            return null;
        }

        HeldBytes += memory.Bytes;
        try
        {
            Write(memory.View, values);
        }
        catch
        {
            Release(memory);
            throw;
        }

        return memory;
    }

    /// <summary>Gives back what <see cref="Hold"/> took.</summary>
    internal void Release(DeviceMemory<float> held)
    {
        HeldBytes -= held.Bytes;
        held.Dispose();
    }
}
