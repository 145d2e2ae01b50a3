using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>Rows of a table by index, and the sum of rows into it: a thread for each element that is written, hence no atomics.</summary>
internal static class TableKernels
{
    private static KernelOperand Indices => new("indices", IsTable: true, Type: ElementType.Int32);

    public static GpuLaunch Gather(GatherLaunch launch)
    {
        int width = launch.TableShape[1].Value;
        Statement[] body = Block.ForThreads(launch.YShape.Size, (block, i) =>
        {
            IndexExpr row = block.Let("row", i / width);
            IndexExpr column = block.Let("column", i - (row * width));
            block.Add(new CopyElement(new View("table", (new ElementIndex(new View("indices", row)) * width) + column), new View("y", i)));
        });
        Kernel kernel = new(KernelNaming.Of("Gather", launch.TableShape, launch.YShape), $"{launch.TableShape} -> {launch.YShape}",
            new KernelOperand[] { new("table"), Indices, new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(launch.YShape.Size), [launch.Table, launch.Indices, launch.Y]);
    }

    /// <summary>Every element looks at all indices in order: the same sum on every device.</summary>
    public static GpuLaunch ScatterAdd(ScatterAddLaunch launch)
    {
        int width = launch.TableShape[1].Value;
        Statement[] body = Block.ForThreads(launch.TableShape.Size, (block, i) =>
        {
            IndexExpr row = block.Let("row", i / width);
            IndexExpr column = block.Let("column", i - (row * width));
            block.Add(Statements.Let("sum", VectorExpr.Zero));
            block.For("k", 0, launch.IndexShape.Size, (each, k) =>
                each.If(new Condition(Comparison.Equal, new ElementIndex(new View("indices", k)), row), hit =>
                    hit.Add(Statements.Set("sum", Exprs.Arg(0) + Exprs.Arg(1), new VectorName("sum"), new LoadVector(new View("updates", (k * (IndexExpr)width) + column))))));
            block.Add(new StoreElement(new View("table", i), new VectorName("sum")));
        });
        Kernel kernel = new(KernelNaming.Of("ScatterAdd", launch.IndexShape, launch.TableShape), $"{launch.IndexShape} into {launch.TableShape}",
            new KernelOperand[] { Indices, new("updates"), new("table") }, EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(launch.TableShape.Size), [launch.Indices, launch.Updates, launch.Table]);
    }
}
