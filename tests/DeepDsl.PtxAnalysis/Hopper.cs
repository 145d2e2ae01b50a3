namespace DeepDsl.PtxAnalysis;

/// <summary>
/// A multiprocessor of an H100, as NVIDIA's programming guide and tuning guide have it. All rates are in warps, of 32 threads, a cycle.
/// </summary>
public static class Hopper
{
    /// <summary>Schedulers, of which each starts one instruction of a warp a cycle.</summary>
    public const double Issued = 4;

    /// <summary>128 lanes for floats.</summary>
    public const double Floats = 4;

    /// <summary>64 lanes for ints.</summary>
    public const double Ints = 2;

    /// <summary>16 lanes for roots, logarithms and the like.</summary>
    public const double Specials = 0.5;

    /// <summary>32 lanes for loads and stores.</summary>
    public const double Accesses = 1;

    /// <summary>Bytes of shared memory a cycle: 32 banks of 4.</summary>
    public const int SharedBytes = 128;

    /// <summary>Bytes that a multiprocessor gets from the cache that all share.</summary>
    public const int GlobalBytes = 64;

    /// <summary>
    /// Multiply-adds of tensor cores a cycle, on bf16; half of them on tf32. Instructions that a single warp issues (mma.sync) get five
    /// eighths of what groups of four (wgmma) do.
    /// </summary>
    public const double TensorMultiplyAdds = 2048;

    public const double OfTensorPeak = 0.625;

    /// <summary>Cycles from the arrival of a group's last warp at a barrier until all of them go on.</summary>
    public const double Barrier = 24;

    public const int Registers = 65536;

    public const int SharedMemory = 227 * 1024;

    public const int Threads = 2048;

    public const int Groups = 32;
}
