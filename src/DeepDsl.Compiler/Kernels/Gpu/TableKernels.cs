using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Rows of a table by index, and the sum of rows into it: a thread for each element that is written, or for four of a row, hence no
/// atomics. For the sum the order of the indices is found first, by a thread for each, which compares it with all others: their number
/// squared in comparisons, 10^9 for 32,768 tokens. A row's threads then search for where it begins and ends in that order, and add up what
/// is between: two binary searches a thread, and as many additions as the row has tokens.
/// </summary>
internal static class TableKernels
{
    private static KernelOperand Indices => new("indices", IsTable: true, Type: ElementType.Int32);

    private static KernelOperand Sorted => new("order", IsTable: true, Type: ElementType.Int32);

    public static GpuLaunch Gather(GatherLaunch launch)
    {
        (ChannelLanes lanes, int width, IndexExpr units) = Units(launch.TableShape, launch.YShape);
        Statement[] body = Block.ForThreads(units, (block, i) =>
        {
            IndexExpr row = block.Let("row", i / width);
            IndexExpr column = block.Let("column", i - (row * width));
            lanes.Open(block, "table", "y");
            IndexExpr from = block.Let("from", (new ElementIndex(new View("indices", row)) * width) + column);
            block.Add(lanes.Store(new View("y", i), lanes.Load(block, "value", new View("table", from))));
        });
        Kernel kernel = new(KernelNaming.Of("Gather", launch.TableShape, launch.YShape), $"{launch.TableShape} -> {launch.YShape}",
            new KernelOperand[] { new("table"), Indices, new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(units), [launch.Table, launch.Indices, launch.Y]);
    }

    public static GpuLaunch Order(OrderLaunch launch)
    {
        Statement[] body = Block.ForThreads(launch.IndexShape.Size, (block, i) =>
            block.Add(new StoreIndex(new View("order", new TableIndex(TableFunction.Rank, new[] { "indices" }, i)), i)));
        Kernel kernel = new(KernelNaming.Of("Order", launch.IndexShape), "",
            new KernelOperand[] { Indices, Sorted }, EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(launch.IndexShape.Size), [launch.Indices, launch.Order]);
    }

    public static GpuLaunch OrderedSum(OrderedSumLaunch launch)
    {
        (ChannelLanes lanes, int width, IndexExpr units) = Units(launch.TableShape, launch.TableShape);
        Statement[] body = Block.ForThreads(units, (block, i) =>
        {
            IndexExpr row = block.Let("row", i / width);
            IndexExpr column = block.Let("column", i - (row * width));
            IndexExpr first = block.Let("first", new TableIndex(TableFunction.First, new[] { "indices", "order" }, row));
            IndexExpr end = block.Let("end", new TableIndex(TableFunction.First, new[] { "indices", "order" }, row + 1));
            lanes.Open(block, "updates", "table");
            block.Add(lanes.All.Select(k => Statements.Let(ChannelLanes.Name("sum", k), VectorExpr.Zero)));
            block.For("at", first, end, (each, at) =>
            {
                IndexExpr from = each.Let("from", (new ElementIndex(new View("order", at)) * width) + column);
                VectorExpr[] update = lanes.Load(each, "update", new View("updates", from));
                each.Add(lanes.All.Select(k => Statements.Set(
                    ChannelLanes.Name("sum", k), Exprs.Arg(0) + Exprs.Arg(1), ChannelLanes.Variable("sum", k), update[k])));
            });
            block.Add(lanes.Store(new View("table", i), lanes.All.Select(k => ChannelLanes.Variable("sum", k))));
        });
        Kernel kernel = new(KernelNaming.Of("OrderedSum", launch.IndexShape, launch.TableShape),
            $"{launch.IndexShape} into {launch.TableShape}",
            new KernelOperand[] { Indices, Sorted, new("updates"), new("table") }, EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(units), [launch.Indices, launch.Order, launch.Updates, launch.Table]);
    }

    /// <summary>What a thread writes at once, and as many of what: units of a row, and of all.</summary>
    private static (ChannelLanes Lanes, int Width, IndexExpr All) Units(Shape table, Shape written)
    {
        ChannelLanes lanes = new(table[1].Value);
        return (lanes, table[1].Value / lanes.Count, lanes.InUnits(written).Size);
    }
}
