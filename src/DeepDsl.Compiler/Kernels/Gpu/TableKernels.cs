using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Vectors of a table by index, and the sum of vectors into it: a thread for each element that is written, or for four of a row, hence no
/// atomics. For the sum the runtime finds the order of the indices first. A vector's threads then search for where it begins and ends in that
/// order, and add up what is between: two binary searches a thread, and as many additions as the vector has tokens. An index of no vector is
/// in no such part.
/// </summary>
internal static class TableKernels
{
    private static KernelOperand Sorted => new("order", IsTable: true, Type: ElementType.Int32);

    public static GpuLaunch Gather(GatherLaunch launch)
    {
        Shape table = launch.TableShape;
        TableLookup lookup = launch.Lookup;
        ChannelLanes lanes = Lanes(table, lookup);
        int width = lookup.Width(table).Value / lanes.Count;
        IndexExpr units = lanes.InUnits(launch.YShape).Size;
        Statement[] body = Block.ForThreads(units, (block, i) =>
        {
            IndexExpr row = block.Let("row", i / width);
            IndexExpr column = block.Let("column", i - (row * width));
            lanes.Open(block, "table", "y");
            IndexExpr index = new ElementIndex(new View("indices", row));
            index = lookup.MayMiss ? IndexExpr.Max(IndexExpr.Min(index, lookup.Count(table) - 1), 0) : index;
            IndexExpr from = block.Let("from", lookup.ByColumns ? (column * (IndexExpr)table[1]) + index : (index * width) + column);
            block.Add(lanes.Store(new View("y", i), lanes.Load(block, "value", new View("table", from))));
        });
        Kernel kernel = new(KernelNaming.Of(Role("Gather", lookup) + (lookup.MayMiss ? "Nearest" : ""), table, launch.YShape), $"{table} -> {launch.YShape}",
            new KernelOperand[] { new("table"), Indices(0), new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(units), [launch.Table, launch.Indices, launch.Y]);
    }

    public static GpuLaunch OrderedSum(OrderedSumLaunch launch)
    {
        Shape table = launch.TableShape;
        TableLookup lookup = launch.Lookup;
        ChannelLanes lanes = Lanes(table, lookup);
        int width = table[1].Value / lanes.Count;
        int length = lookup.Width(table).Value / lanes.Count;
        IndexExpr units = lanes.InUnits(table).Size;
        Statement[] body = Block.ForThreads(units, (block, i) =>
        {
            IndexExpr row = block.Let("row", i / width);
            IndexExpr column = block.Let("column", i - (row * width));
            (IndexExpr vector, IndexExpr element) = lookup.ByColumns ? (column, row) : (row, column);
            string[] updates = [.. launch.Updates.Select((_, n) => Numbered("updates", n))];
            lanes.Open(block, [.. updates, "table"]);
            block.Add(lanes.All.Select(k => Statements.Let(ChannelLanes.Name("sum", k), VectorExpr.Zero)));
            for (int n = 0; n < launch.Updates.Count; n++)
            {
                string order = Numbered("order", n);
                string[] tables = [Numbered("indices", n), order];
                IndexExpr first = block.Let(Numbered("first", n), new FirstPlaceIndex(tables, vector));
                IndexExpr end = block.Let(Numbered("end", n), new FirstPlaceIndex(tables, vector + 1));
                block.For(Numbered("at", n), first, end, (each, at) =>
                {
                    IndexExpr from = each.Let("from", (new ElementIndex(new View(order, at)) * length) + element);
                    VectorExpr[] update = lanes.Load(each, "update", new View(updates[n], from));
                    each.Add(lanes.All.Select(k => Statements.Set(
                        ChannelLanes.Name("sum", k), Exprs.Arg(0) + Exprs.Arg(1), ChannelLanes.Variable("sum", k), update[k])));
                });
            }

            block.Add(lanes.Store(new View("table", i), lanes.All.Select(k => ChannelLanes.Variable("sum", k))));
        });
        Kernel kernel = new(KernelNaming.Of(Role("OrderedSum", lookup), [.. launch.Updates.Select(u => u.IndexShape), table]),
            $"{string.Join(", ", launch.Updates.Select(u => u.IndexShape))} into {table}",
            launch.Updates.SelectMany((_, n) => new[]
            {
                Indices(n), Sorted with { Name = Numbered("order", n) }, new KernelOperand(Numbered("updates", n)),
            }).Append(new("table")).ToArray(),
            EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(units), [.. launch.Updates.SelectMany(u => u.Buffers), launch.Table]);
    }

    private static KernelOperand Indices(int number) => new(Numbered("indices", number), IsTable: true, Type: ElementType.Int32);

    private static string Role(string role, TableLookup lookup) => role + (lookup.ByColumns ? "Columns" : "");

    private static string Numbered(string name, int number) => number == 0 ? name : name + (number + 1);

    /// <summary>What a thread writes at once: elements of a column are a row apart.</summary>
    private static ChannelLanes Lanes(Shape table, TableLookup lookup) => new(lookup.ByColumns ? 1 : table[1].Value);
}
