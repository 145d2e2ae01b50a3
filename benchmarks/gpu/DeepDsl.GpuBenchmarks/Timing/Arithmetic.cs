namespace DeepDsl.GpuBenchmarks.Timing;

/// <summary>In what a model computes its products, and how far results may be from those of the CPU in 32 bits.</summary>
/// <param name="Name">As PyTorch's rows have it: float32, tf32, bf16.</param>
/// <param name="Tolerance">Of predictions, as a share of the largest; of losses, as a share of the loss.</param>
internal sealed record Arithmetic(string Name, double Tolerance)
{
    public static Arithmetic Float32 { get; } = new("float32", 1e-3);

    /// <summary>Operands are rounded alike on the CPU, but sums of other order may fall on the other side of a rounding.</summary>
    public static Arithmetic TensorFloat32 { get; } = new("tf32", 5e-3);

    public static Arithmetic BFloat16 { get; } = new("bf16", 3e-2);
}
