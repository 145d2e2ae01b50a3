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
        bool[] isWhole = [.. launch.Operands.Select(o => o.Part is null && o.Shape.Size == size)];
        LoopWrites writes = new(launch.Results);
        IEnumerable<Dim[]> strides = launch.Operands.Select((o, i) => LoopDims.Strides(o.Part, isWhole[i] ? Shape.Scalar : o.Shape, launch.Shape))
            .Concat(launch.Results.Select(r => LoopDims.Strides(r.Part, Shape.Scalar, launch.Shape)));
        List<LoopDim> dims = LoopDims.Collapse(launch.Shape, [], [.. strides]);
        Definition[] results = [.. launch.Results.Select((r, k) => new Definition($"result{k}", r.Body))];
        Statement[] body = Block.ForThreads(size, (block, i) =>
        {
            LoopIndices indices = LoopIndices.Decode(block, dims, [.. Enumerable.Range(0, dims.Count)], i);
            block.Add(reads.Elements(o => isWhole[o] ? i : indices.Place(dims, o) + LoopReads.Start(launch.Operands[o].Part)));
            block.Add(new Compute(results, reads.Names));
            block.Add(results.Select((r, k) => new StoreElement(new View(writes.Memory(k), launch.Results[k].Part is { } part
                ? indices.Place(dims, launch.Operands.Count + k) + LoopReads.Start(part) : i), new VectorName(r.Name))));
        });
        Kernel kernel = new(KernelNaming.Of("Map", launch.Shape), KernelNaming.Comment(launch.Results.Select(r => r.Body)),
            reads.Operands.Concat(writes.Operands).ToArray(), reads.Keys.ToArray(), body);
        return new GpuLaunch(kernel, new ThreadGrid(size), [.. reads.Buffers, .. writes.Buffers]);
    }
}
