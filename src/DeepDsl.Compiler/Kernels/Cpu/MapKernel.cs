using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// An expression at every element. Where all operands run through memory alike it is one loop, of which a work item is a block; else a work
/// item is a row.
/// </summary>
internal static class MapKernel
{
    /// <summary>Elements of a work item of a flat map.</summary>
    private const int BlockLength = 4096;

    public static CpuLaunch Of(MapLaunch launch)
    {
        List<Dim[]> strides =
        [
            .. launch.Operands.Select(o => LoopDims.Strides(o.Part, o.Shape, launch.Shape)),
            .. launch.Results.Select(r => LoopDims.Strides(r.Part, launch.Shape, launch.Shape)),
        ];
        List<LoopDim> dims = LoopDims.Collapse(launch.Shape, [], strides);
        LoopReads reads = new(launch.Operands);
        bool isFlat = dims.Count == 1 && !launch.HasParts;
        LoopWrites writes = new(launch.Results);
        KernelOperand[] operands = [.. reads.Operands, .. writes.Operands];
        Kernel kernel = new(KernelNaming.Of("Map", launch.Shape), KernelNaming.Comment(launch.Results.Select(r => r.Body)),
            operands, reads.Keys.ToArray(), isFlat ? Flat(launch, reads, writes, dims[0]) : Rows(launch, reads, writes, dims))
        {
            ReadsBatch = !launch.Shape.IsConstant,
        };

        LoopDim inner = dims[dims.Count - 1];
        IndexExpr items = isFlat ? IndexExpr.Parts(inner.Size, BlockLength) : dims.Take(dims.Count - 1).Aggregate((Dim)1, (a, d) => a * d.Size);
        long cost = (isFlat ? Math.Min(BlockLength, inner.Size.Estimate * 8) : inner.Size.Estimate) * (2 + (launch.Operands.Count / 2));
        return new CpuLaunch(kernel, items, cost, [.. reads.Buffers, .. writes.Buffers]);
    }

    private static Statement[] Flat(MapLaunch launch, LoopReads reads, LoopWrites writes, LoopDim all)
    {
        VariableIndex limit = new("limit");
        VariableIndex i = new("i");
        RowValues values = Values(launch, all);
        return
        [
            new LetIndex(limit, IndexExpr.MinWide(all.Size, Kernel.End * BlockLength)),
            .. reads.Repeated(all, _ => 0),
            .. values.Before(reads.Names),
            Statements.ForVectors(i, Kernel.Begin * BlockLength, limit, [.. Elements(values, reads, writes, all, _ => 0, 0, _ => 0, i, limit)]),
        ];
    }

    private static Statement[] Rows(MapLaunch launch, LoopReads reads, LoopWrites writes, List<LoopDim> dims) => Block.ForItems("row", (block, row) =>
    {
        LoopDim inner = dims[dims.Count - 1];
        LoopIndices indices = LoopIndices.Decode(block, dims, [.. Enumerable.Range(0, dims.Count - 1)], row);
        IndexExpr[] places = reads.Places(block, o => indices.Place(dims, o));
        IndexExpr start = block.Let("yAt", row * inner.Size, wide: true);
        IndexExpr[] targets = writes.Places(block, start, r => indices.Place(dims, launch.Operands.Count + r));
        VariableIndex i = new("i");
        RowValues values = Values(launch, inner);
        block.Add(reads.Repeated(inner, o => places[o]));
        block.Add(values.Before(reads.Names));
        block.Add(Statements.ForVectors(i, 0, inner.Size, [.. Elements(values, reads, writes, inner, o => places[o], start, r => targets[r], i, inner.Size)]));
    });

    private static RowValues Values(MapLaunch launch, LoopDim inner) => new(
        launch.Results.Select(r => r.Body), launch.Operands.Count,
        Enumerable.Range(0, launch.Operands.Count).Where(o => launch.Operands[o].Random is null && inner.Strides[o] == LoopDims.Repeated));

    /// <param name="start">Where the inner loop begins among all elements.</param>
    /// <param name="target">Where it begins in a result.</param>
    private static IEnumerable<Statement> Elements(
        RowValues values, LoopReads reads, LoopWrites writes, LoopDim inner, Func<int, IndexExpr> place, IndexExpr start,
        Func<int, IndexExpr> target, VariableIndex i, IndexExpr end)
    {
        Definition[] results = [.. values.Bodies.Select((body, k) => new Definition($"result{k}", body))];
        return
        [
            .. reads.Moving(inner, place, i, start + i),
            new Compute(results, (VectorExpr[])[.. reads.Names, .. values.Names]),
            .. results.Select((r, k) => new StoreVector(new View(writes.Memory(k), target(k) + i), new VectorName(r.Name), end - i)),
        ];
    }
}
