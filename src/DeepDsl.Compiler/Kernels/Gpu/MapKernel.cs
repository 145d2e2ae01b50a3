using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>An expression at every element: a thread for each.</summary>
internal static class MapKernel
{
    public static GpuLaunch Of(MapLaunch launch)
    {
        LoopReads reads = new(launch.Operands);
        Dim size = launch.Shape.Size;

        // What has as many elements lies where the thread's number says, whatever the loops.
        bool[] isWhole = [.. launch.Operands.Select(o => o.Shape.Size == size)];
        IEnumerable<Dim[]> strides = launch.Operands.Select((o, i) => LoopDims.Broadcast(isWhole[i] ? Shape.Scalar : o.Shape, launch.Shape));
        List<LoopDim> dims = LoopDims.Collapse(launch.Shape, [], [.. strides]);
        Definition[] results = [.. launch.Results.Select((r, k) => new Definition($"result{k}", r.Body))];
        Statement[] body = Block.ForThreads(size, (block, i) =>
        {
            LoopIndices indices = LoopIndices.Decode(block, dims, [.. Enumerable.Range(0, dims.Count)], i);
            block.Add(reads.Elements(o => isWhole[o] ? i : indices.Place(dims, o)));
            block.Add(new Compute(results, reads.Names));
            block.Add(results.Select((r, k) => new StoreElement(new View($"y{k}", i), new VectorName(r.Name))));
        });
        Kernel kernel = new(KernelNaming.Of("Map", launch.Shape), KernelNaming.Comment(launch.Results.Select(r => r.Body)),
            reads.Operands.Concat(results.Select((_, k) => new KernelOperand($"y{k}"))).ToArray(), reads.Keys.ToArray(), body);
        return new GpuLaunch(kernel, new ThreadGrid(size), [.. reads.Buffers, .. launch.Results.Select(r => r.Target)]);
    }
}
