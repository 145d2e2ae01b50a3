using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>A kernel of a GPU and what one launch of a program passes to it: operands, keys of random streams, the batch size.</summary>
/// <param name="Operands">In the order of the kernel's.</param>
public sealed record GpuLaunch(Kernel Kernel, GpuGrid Grid, IReadOnlyList<Buffer> Operands);
