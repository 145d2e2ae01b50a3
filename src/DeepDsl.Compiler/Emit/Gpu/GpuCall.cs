namespace DeepDsl.Compiler.Emit.Gpu;

/// <summary>One launch of a program.</summary>
internal abstract record GpuCall;

/// <summary>A launch of a hand-written kernel, as the statement that makes it.</summary>
internal sealed record GpuLibraryCall(string Statement) : GpuCall;

/// <summary>An emitted kernel and its launch. Kernels know their operands by number, so layers of equal shape share one.</summary>
/// <param name="Stem">Start of its name.</param>
/// <param name="Body">What a thread does once it has its element <c>i</c>.</param>
/// <param name="Threads">How many elements there are, an expression in n, the batch.</param>
internal sealed record GpuKernel(string Stem, string Comment, KernelArguments Arguments, string Body, string Threads) : GpuCall
{
    /// <summary>As many arguments as ILGPU's loaders take.</summary>
    public const int MostArguments = 14;
}
