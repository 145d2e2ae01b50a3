using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>The kernel of each kind of launch on a GPU.</summary>
internal static class GpuKernels
{
    /// <summary>Whether a launch has a kernel of its own, and is no call of the runtime, which finds orders by several.</summary>
    public static bool Has(Launch launch) => launch is not (OrderLaunch or EdgeOrderLaunch);

    public static GpuLaunch Of(Launch launch) => launch switch
    {
        MapLaunch l => MapKernel.Of(l),
        ReduceLaunch l => ReduceKernel.Of(l),
        RowsLaunch l => RowsKernel.Of(l),
        SideBySideLaunch l => SideBySideKernel.Of(l),
        CopyLaunch l => CopyKernel.Of(l),
        MatMulLaunch l => ProductKernel.Of(l),
        ConvLaunch l when DepthwiseKernel.Fits(l.XShape, l.YShape, l.Geometry) => DepthwiseKernel.Of(l),
        ConvWeightLaunch l when DepthwiseKernel.Fits(l.XShape, l.DyShape, l.Geometry) => DepthwiseWeightKernel.Of(l),
        ConvLaunch l => ConvKernel.Of(l),
        ConvWeightLaunch l => ConvKernel.Of(l),
        PoolLaunch l => PoolKernel.Of(l),
        PoolGradientLaunch l => PoolGradientKernel.Of(l),
        GatherLaunch l => TableKernels.Gather(l),
        AttentionLaunch l => AttentionKernel.Of(l),
        AttentionGradientLaunch l => AttentionKernel.Of(l),
        OrderedSumLaunch l => OrderedSumKernel.Of(l),
        EdgeGatherLaunch l => EdgeKernels.Gather(l),
        EdgeDotLaunch l => EdgeKernels.Dot(l),
        EdgeSumLaunch l => EdgeKernels.Sum(l),
        EdgeMaxLaunch l => EdgeKernels.Max(l),
        SparseProductLaunch l => SparseKernels.Product(l),
        SparseDotLaunch l => SparseKernels.Dot(l),
        _ => throw new InvalidOperationException($"No GPU kernel for {launch}."),
    };
}
