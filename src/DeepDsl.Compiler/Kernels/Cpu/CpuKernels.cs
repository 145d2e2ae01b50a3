using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>The kernel of each kind of launch on the CPU.</summary>
internal static class CpuKernels
{
    public static CpuLaunch Of(Launch launch) => launch switch
    {
        MapLaunch l => MapKernel.Of(l),
        ReduceLaunch l => ReduceKernel.Of(l),
        CopyLaunch l => CopyKernel.Of(l),
        MatMulLaunch { TransposeB: false } l => ProductKernel.Of(l),
        ConvLaunch l => ConvKernel.Of(l),
        ConvWeightLaunch l => ConvWeightKernel.Of(l),
        PoolLaunch l => PoolKernel.Forward(l),
        PoolGradientLaunch l => PoolKernel.Gradient(l),
        GatherLaunch l => TableKernels.Gather(l),
        FourierLaunch l => FourierKernel.Of(l),
        AttentionLaunch l => AttentionKernel.Of(l),
        AttentionGradientLaunch l => AttentionKernel.Of(l),
        ScatterAddLaunch l => TableKernels.ScatterAdd(l),
        EdgeOrderLaunch l => EdgeKernels.Order(l),
        EdgeGatherLaunch l => EdgeKernels.Gather(l),
        EdgeDotLaunch l => EdgeKernels.Dot(l),
        EdgeSumLaunch l => EdgeKernels.Sum(l),
        EdgeMaxLaunch l => EdgeKernels.Max(l),
        SparseProductLaunch l => SparseKernels.Product(l),
        SparseDotLaunch l => SparseKernels.Dot(l),
        SparseGradientLaunch l => SparseKernels.Gradient(l),
        _ => throw new InvalidOperationException($"No CPU kernel for {launch}."),
    };
}
