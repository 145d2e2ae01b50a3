using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>A kernel of a GPU and what one launch of a program passes to it: operands, keys of random streams, the batch size.</summary>
/// <param name="Operands">In the order of the kernel's.</param>
public sealed record GpuLaunch(Kernel Kernel, GpuGrid Grid, IReadOnlyList<Buffer> Operands)
{
    /// <summary>As many arguments as ILGPU's loaders take.</summary>
    public const int MostArguments = 14;

    public int Arguments => Kernel.Operands.Count + Kernel.Keys.Count + 1 + (Grid is TileGrid { Parts: > 1 } ? 2 : 0);
}
