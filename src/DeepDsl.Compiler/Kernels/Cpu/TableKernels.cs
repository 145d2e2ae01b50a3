using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// Vectors of a table by index, and the sum of vectors into it. Indices were checked where they entered the model. Those of columns are
/// read and written element by element: they lie a row apart.
/// </summary>
internal static class TableKernels
{
    public static CpuLaunch Gather(GatherLaunch launch)
    {
        int width = launch.Lookup.Width(launch.TableShape).Value;
        Statement[] body = Block.ForItems("row", (block, row) =>
        {
            IndexExpr index = Index(launch.Lookup, launch.TableShape, new View("indices", row));
            IndexExpr from = block.Let("from", launch.Lookup.ByColumns ? index : index * width, wide: true);
            IndexExpr to = block.Let("to", row * width, wide: true);
            if (launch.Lookup.ByColumns)
            {
                block.For("i", 0, width, (b, i) => b.Add(new CopyElement(
                    new View("table", (i * (IndexExpr)launch.TableShape[1]) + from), new View("y", to + i))));
                return;
            }

            block.ForVectors("i", width, (b, i) =>
                b.Add(new StoreVector(new View("y", to + i), new LoadVector(new View("table", from + i)), width - (IndexExpr)i)));
        });
        Kernel kernel = new(KernelNaming.Of(Role("Gather", launch.Lookup), launch.TableShape, launch.YShape), $"{launch.TableShape} -> {launch.YShape}",
            new KernelOperand[] { new("table"), new("indices", IsTable: true), new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new CpuLaunch(kernel, launch.YShape.Size.DivideBy(width)!.Value, width, [launch.Table, launch.Indices, launch.Y]);
    }

    /// <summary>
    /// A work item is one vector of elements, or a row of a table of columns, over all updates in order: the same sum whatever the number of
    /// threads.
    /// </summary>
    public static CpuLaunch ScatterAdd(ScatterAddLaunch launch)
    {
        Shape table = launch.TableShape;
        TableLookup lookup = launch.Lookup;
        int width = lookup.Width(table).Value;
        Statement[] body = Block.ForItems("item", (block, item) =>
        {
            IndexExpr i = lookup.ByColumns ? item : block.Let("i", item * IndexExpr.VectorWidth);
            IndexExpr left = lookup.ByColumns ? 1 : block.Let("left", width - i);
            IndexExpr first = lookup.ByColumns ? block.Let("first", item * (IndexExpr)table[1], wide: true) : i;
            if (lookup.ByColumns)
            {
                block.Add(new Clear(new View("table", first), table[1]));
            }
            else
            {
                block.For("row", 0, table[0].Value, (b, row) =>
                    b.Add(new StoreVector(new View("table", (row * (IndexExpr)width) + i), VectorExpr.Zero, left)));
            }

            for (int number = 0; number < launch.Updates.Count; number++)
            {
                string indices = Numbered("indices", number);
                string updates = Numbered("updates", number);
                block.For("row", 0, launch.Updates[number].IndexShape.Size, (b, row) =>
                {
                    IndexExpr index = Index(lookup, table, new View(indices, row));
                    View sum = new("table", b.Let("to", (lookup.ByColumns ? index : index * width) + first, wide: true));
                    b.Add(Statements.Compute("sum", Exprs.Arg(0) + Exprs.Arg(1),
                        new LoadVector(sum), new LoadVector(new View(updates, (row * (IndexExpr)width) + i))));
                    b.Add(new StoreVector(sum, new VectorName("sum"), left));
                });
            }
        });
        Kernel kernel = new(
            KernelNaming.Of(Role("ScatterAdd", lookup), [.. launch.Updates.Select(u => u.IndexShape), table]),
            $"{string.Join(", ", launch.Updates.Select(u => u.IndexShape))} into {table}",
            launch.Updates.SelectMany((_, n) => new KernelOperand[] { new(Numbered("indices", n), IsTable: true), new(Numbered("updates", n)) })
                .Append(new("table")).ToArray(),
            EquatableArray<RandomKey>.Empty, body)
        {
            ReadsBatch = launch.Updates.Any(u => !u.IndexShape.IsConstant),
        };
        return new CpuLaunch(kernel, lookup.ByColumns ? width : IndexExpr.Parts(width, IndexExpr.VectorWidth), 100_000,
            [.. launch.Updates.SelectMany(u => u.Buffers), launch.Table]);
    }

    private static string Role(string role, TableLookup lookup) => role + (lookup.ByColumns ? "Columns" : "") + (lookup.MayMiss ? "Nearest" : "");

    private static string Numbered(string operand, int number) => number == 0 ? operand : operand + (number + 1);

    /// <summary>The number of a vector: an index, or the nearest where there is none of it.</summary>
    private static IndexExpr Index(TableLookup lookup, Shape table, View index) => !lookup.MayMiss ? new ElementIndex(index)
        : IndexExpr.Max(IndexExpr.Min(new ElementIndex(index), lookup.Count(table) - 1), 0);
}
