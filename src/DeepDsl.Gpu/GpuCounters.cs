namespace DeepDsl.Gpu;

/// <summary>What a device was asked for so far. Each number costs time that computing could use, so tests hold steps to them.</summary>
internal sealed class GpuCounters
{
    /// <summary>Kernels launched by the host, one by one.</summary>
    public long Launches { get; set; }

    /// <summary>Recorded steps launched as a whole.</summary>
    public long Replays { get; set; }

    /// <summary>Times that the host waited for the device.</summary>
    public long Synchronizations { get; set; }

    /// <summary>Buffers allocated on the device.</summary>
    public long Allocations { get; set; }

    /// <summary>Bytes copied to the device.</summary>
    public long BytesUp { get; set; }

    /// <summary>Bytes copied from the device.</summary>
    public long BytesDown { get; set; }
}
