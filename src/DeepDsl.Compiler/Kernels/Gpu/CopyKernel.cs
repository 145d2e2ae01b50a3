using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>Elements moved from one strided layout to another: a thread for each.</summary>
internal static class CopyKernel
{
    public static GpuLaunch Of(CopyLaunch launch)
    {
        List<LoopDim> dims = LoopDims.Of(launch);
        Statement[] body = Block.ForThreads(launch.Shape.Size, (block, i) =>
        {
            LoopIndices indices = LoopIndices.Decode(block, dims, [.. Enumerable.Range(0, dims.Count)], i);
            block.Add(new CopyElement(
                new View("x", indices.Place(dims, 0, d => d.Reduced) + launch.SourceStart),
                new View("y", indices.Place(dims, 1) + launch.TargetStart)));
        });
        Kernel kernel = new(KernelNaming.Of("Copy", launch.Shape), "", new KernelOperand[] { new("x"), new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(launch.Shape.Size), [launch.Source, launch.Target]);
    }
}
