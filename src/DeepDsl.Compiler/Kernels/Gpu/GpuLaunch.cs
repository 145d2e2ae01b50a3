using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>A kernel of a GPU and what one launch of a program passes to it: operands, keys of random streams, the batch size.</summary>
/// <param name="Operands">In the order of the kernel's.</param>
public sealed record GpuLaunch(Kernel Kernel, GpuGrid Grid, IReadOnlyList<Buffer> Operands)
{
    /// <summary>As many arguments as ILGPU's loaders take.</summary>
    public const int MostArguments = 14;

    /// <summary>The same by tensor cores, for devices that have them; null where products read floats as they are.</summary>
    public GpuLaunch? ByTensorCores { get; init; }

    /// <summary>How many numbers another launch keeps for this one: both kernels' first operand, which is no buffer; null where none does.</summary>
    public IndexExpr? Kept { get; init; }

    /// <summary>The launch that finds them.</summary>
    public GpuLaunch? Before { get; init; }

    /// <summary>The launch of a product, with the one by tensor cores beside it where its operands are rounded.</summary>
    public static GpuLaunch OfProduct(Kernel kernel, RunProduct run, TileGrid grid, IReadOnlyList<Buffer> operands) => new(kernel, grid, operands)
    {
        ByTensorCores = run.Rounding is not { } format ? null : new GpuLaunch(
            kernel with { Name = "Tensor" + kernel.Name, Body = new Statement[] { run with { ByTensorCores = true } } },
            grid with { TensorFormat = format }, operands),
    };

    public int Arguments => Kernel.Operands.Count + Kernel.Keys.Count + 1 + (Kernel.Symbols.Count > 0 ? 1 : 0) + (Grid is TileGrid { SharesDepth: true } ? 2 : 0);
}
