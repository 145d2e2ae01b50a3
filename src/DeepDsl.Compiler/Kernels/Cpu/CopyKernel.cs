using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>Elements moved from one strided layout to another, row by row.</summary>
internal static class CopyKernel
{
    public static CpuLaunch Of(CopyLaunch launch)
    {
        List<LoopDim> dims = LoopDims.Of(launch);
        LoopDim inner = dims[dims.Count - 1];
        List<int> outer = [.. Enumerable.Range(0, dims.Count - 1)];
        Statement[] body = Block.ForItems("row", (block, row) =>
        {
            LoopIndices indices = LoopIndices.Decode(block, dims, outer, row);
            View source = new("x", block.Let("from", indices.Place(dims, 0, d => d.Reduced) + launch.SourceStart, wide: true));
            View target = new("y", block.Let("to", indices.Place(dims, 1) + launch.TargetStart, wide: true));
            if (inner.Strides.All(s => s.IsOne) && !inner.Reduced)
            {
                block.ForVectors("i", inner.Size, (b, i) => b.Add(new StoreVector(target + i, new LoadVector(source + i), inner.Size - i)));
                return;
            }

            block.For("i", 0, inner.Size, (b, i) =>
            {
                IndexExpr back = inner.Reduced ? (IndexExpr)inner.Size - 1 - i : i;
                b.Add(new CopyElement(source + (back * inner.Strides[0]), target + (i * inner.Strides[1])));
            });
        });
        Kernel kernel = new(KernelNaming.Of("Copy", launch.Shape), "", new KernelOperand[] { new("x"), new("y") }, EquatableArray<RandomKey>.Empty, body)
        {
            ReadsBatch = !launch.Shape.IsConstant || launch.SourceStrides.Concat(launch.TargetStrides).Any(s => !s.IsConstant),
        };
        Dim items = outer.Aggregate((Dim)1, (a, k) => a * dims[k].Size);
        return new CpuLaunch(kernel, items, inner.Size.Estimate * 2, [launch.Source, launch.Target]);
    }
}
