using System.ComponentModel;
using DeepDsl.CompilerServices;
using DeepDsl.Execution;

namespace DeepDsl;

/// <summary>Where a model runs.</summary>
public abstract class Device
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Device()
    {
    }

    /// <summary>All processors of this machine.</summary>
    public static Device Default => Cpu();

    /// <summary>The device in words.</summary>
    public abstract string Name { get; }

    /// <summary>The CPU. Equal numbers give the same device, and models on one device share its threads.</summary>
    /// <param name="threads">Threads that compute, the caller's among them; 0 for one per processor. Results don't depend on it.</param>
    /// <param name="width">
    /// Registers to compute with, which may change the last bits of results; null for the fastest of this machine, or for what the
    /// environment variable DEEPDSL_SIMD says (512, 256, 128 or scalar). <see cref="Name"/> says which it is.
    /// </param>
    public static Device Cpu(int threads = 0, SimdWidth? width = null) => CpuDevice.Shared(threads, width);

    /// <summary>Memory and programs for a new model.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract NetworkBackend CreateBackend(NetworkDefinition definition, int seed);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
