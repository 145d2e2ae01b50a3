using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>Rows of a table by index, and the sum of rows into it. Indices were checked where they entered the model.</summary>
internal static class TableKernels
{
    public static CpuLaunch Gather(GatherLaunch launch)
    {
        int width = launch.TableShape[1].Value;
        Statement[] body = Block.ForItems("row", (block, row) =>
        {
            IndexExpr from = block.Let("from", new ElementIndex(new View("indices", row)) * width, wide: true);
            IndexExpr to = block.Let("to", row * width, wide: true);
            block.ForVectors("i", width, (b, i) =>
                b.Add(new StoreVector(new View("y", to + i), new LoadVector(new View("table", from + i)), width - (IndexExpr)i)));
        });
        Kernel kernel = new(KernelNaming.Of("Gather", launch.TableShape, launch.YShape), $"{launch.TableShape} -> {launch.YShape}",
            new KernelOperand[] { new("table"), new("indices", IsTable: true), new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new CpuLaunch(kernel, launch.YShape.Size.DivideBy(width)!.Value, width, [launch.Table, launch.Indices, launch.Y]);
    }

    /// <summary>A work item is one vector of columns, over all rows in order: the same sum whatever the number of threads.</summary>
    public static CpuLaunch ScatterAdd(ScatterAddLaunch launch)
    {
        int width = launch.TableShape[1].Value;
        Statement[] body = Block.ForItems("item", (block, item) =>
        {
            IndexExpr i = block.Let("i", item * IndexExpr.VectorWidth);
            IndexExpr left = block.Let("left", width - i);
            block.For("row", 0, launch.TableShape[0].Value, (b, row) =>
                b.Add(new StoreVector(new View("table", (row * (IndexExpr)width) + i), VectorExpr.Zero, left)));
            block.For("row", 0, launch.IndexShape.Size, (b, row) =>
            {
                View sum = new("table", b.Let("to", (new ElementIndex(new View("indices", row)) * width) + i, wide: true));
                b.Add(Statements.Compute("sum", Exprs.Arg(0) + Exprs.Arg(1),
                    new LoadVector(sum), new LoadVector(new View("updates", (row * (IndexExpr)width) + i))));
                b.Add(new StoreVector(sum, new VectorName("sum"), left));
            });
        });
        Kernel kernel = new(KernelNaming.Of("ScatterAdd", launch.IndexShape, launch.TableShape), $"{launch.IndexShape} into {launch.TableShape}",
            new KernelOperand[] { new("indices", IsTable: true), new("updates"), new("table") }, EquatableArray<RandomKey>.Empty, body)
        {
            ReadsBatch = !launch.IndexShape.IsConstant,
        };
        return new CpuLaunch(kernel, IndexExpr.Parts(width, IndexExpr.VectorWidth), 100_000, [launch.Indices, launch.Updates, launch.Table]);
    }
}
