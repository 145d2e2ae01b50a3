using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>Vectors of a table by index: a thread for each element that is written, or for four of a row.</summary>
internal static class TableKernels
{
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

    /// <summary>The indices of the vectors to read, or to add to.</summary>
    public static KernelOperand Indices(int number) => new(Numbered("indices", number), IsTable: true, Type: ElementType.Int32);

    /// <summary>A kernel's part of its name.</summary>
    public static string Role(string role, TableLookup lookup) => role + (lookup.ByColumns ? "Columns" : "");

    /// <summary>A name of one of several.</summary>
    public static string Numbered(string name, int number) => number == 0 ? name : name + (number + 1);

    /// <summary>What a thread writes at once: elements of a column are a row apart.</summary>
    public static ChannelLanes Lanes(Shape table, TableLookup lookup) => new(lookup.ByColumns ? 1 : table[1].Value);
}
