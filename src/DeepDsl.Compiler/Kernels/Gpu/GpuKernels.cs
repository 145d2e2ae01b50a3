using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>The kernel of each kind of launch on a GPU, and which have none yet.</summary>
internal static class GpuKernels
{
    public static GpuLaunch Of(Launch launch) => launch switch
    {
        MapLaunch l => MapKernel.Of(l),
        ReduceLaunch l => ReduceKernel.Of(l),
        CopyLaunch l => CopyKernel.Of(l),
        MatMulLaunch l => ProductKernel.Of(l),
        ConvLaunch l => ConvKernel.Of(l),
        ConvWeightLaunch l => ConvKernel.Of(l),
        PoolLaunch l => PoolKernel.Of(l),
        GatherLaunch l => TableKernels.Gather(l),
        ScatterAddLaunch l => TableKernels.ScatterAdd(l),
        _ => throw new InvalidOperationException($"No GPU kernel for {launch}; see {nameof(Lack)}."),
    };

    /// <summary>What the launch needs that there is no kernel for; null where there is one.</summary>
    public static string? Lack(Launch launch) => launch switch
    {
        PoolGradientLaunch => "the gradient of a pooling window, which has no GPU kernel",
        _ when Of(launch) is { Arguments: > GpuLaunch.MostArguments } wide =>
            $"a kernel of {wide.Arguments} arguments, and ILGPU takes at most {GpuLaunch.MostArguments}",
        _ => null,
    };
}
