namespace DeepDsl.GpuBenchmarks.Timing;

/// <summary>In what a model computes its products, and how far results may be from those of the CPU in 32 bits.</summary>
/// <param name="Name">As PyTorch's rows have it: float32, tf32, bf16.</param>
/// <param name="Tolerance">Of predictions, as a share of the largest; of losses, as a share of the loss.</param>
internal sealed record Arithmetic(string Name, double Tolerance)
{
    public static Arithmetic Float32 { get; } = new("float32", 1e-3);
}
