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
    /// <remarks>
    /// It computes with the fastest registers of this machine, or those that the environment variable DEEPDSL_SIMD asks for (512, 256, 128
    /// or scalar); <see cref="Name"/> says which they are, and why.
    /// </remarks>
    public static Device Cpu(int threads = 0) => CpuDevice.Shared(threads);

    /// <summary>The CPU with registers of choice, which may change the last bits of results.</summary>
    /// <param name="threads">Threads that compute, the caller's among them; 0 for one per processor.</param>
    /// <param name="width">One that this machine has.</param>
    public static Device Cpu(int threads, SimdWidth width) => CpuDevice.Shared(threads, width);

    /// <summary>Memory and programs for a new model.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract NetworkBackend CreateBackend(NetworkDefinition definition, int seed);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
