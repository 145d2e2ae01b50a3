using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// The key of a random stream, as kernels get it: what the model's seed and the stream make of it, by value, and the step, which stays on
/// the device. So a launch is the same at every step.
/// </summary>
/// <param name="Stream"><see cref="CounterRandom.StreamKey"/>.</param>
/// <param name="Step">One number.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GpuKey(uint Stream, ArrayView<uint> Step)
{
    /// <summary>In a kernel: <see cref="CounterRandom.Key"/> at this step.</summary>
    public uint Value => CounterRandom.Hash(Stream, Step[0]);
}
