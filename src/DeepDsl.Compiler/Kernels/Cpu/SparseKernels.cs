using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// Sparse rows times a table, and what its gradients need. A work item is a row, or a part of all rows with a table of its own; so nothing
/// is added by two threads, and the sum is the same whatever their number.
/// </summary>
internal static class SparseKernels
{
    public static CpuLaunch Product(SparseProductLaunch launch)
    {
        (SparseSizes sizes, int units) = (launch.Sizes, launch.Sizes.Units);
        EpilogueLoop epilogue = new(launch.Epilogue, launch.Shape);
        Statement[] body = Block.ForItems("row", (block, row) =>
        {
            IndexExpr first = SparsePlaces.First(block, sizes, row);
            IndexExpr to = block.Let("to", row * units, wide: true);
            IndexExpr length = Length(block, sizes, first);
            block.ForVectors("i", units, (v, i) =>
            {
                v.Add(Statements.Let("sum", VectorExpr.Zero));
                SparsePlaces.Visit(v, first, length, (each, entry, column) =>
                    Add(each, "sum", launch.Values is not null, entry, new LoadVector(Row(each, units, column, i))));
                v.Add(new StoreVector(new View("y", to + i), epilogue.ToVector(v, "sum", to + i, i, row), units - (IndexExpr)i));
            });
        });
        Kernel kernel = new(KernelNaming.Of(Role("SparseProduct", launch.Values), sizes.Lists, sizes.Table), $"{sizes.Lists} of {sizes.Table}",
            new EquatableArray<KernelOperand>([.. SparsePlaces.Operands(launch.Values is not null, "table"), new("y"), .. epilogue.Operands]),
            epilogue.Keys.ToArray(), body);
        return new CpuLaunch(kernel, sizes.Rows, sizes.Entries.Estimate * (units + 8),
            [.. new[] { launch.Columns, launch.Values, launch.Table, launch.Y }.OfType<Programs.Buffer>(), .. epilogue.Buffers]);
    }

    public static CpuLaunch Dot(SparseDotLaunch launch)
    {
        (SparseSizes sizes, int units) = (launch.Sizes, launch.Sizes.Units);
        Statement[] body = Block.ForItems("row", (block, row) =>
        {
            IndexExpr first = SparsePlaces.First(block, sizes, row);
            IndexExpr from = block.Let("from", row * units, wide: true);
            block.For("at", 0, sizes.Entries, (each, at) =>
            {
                IndexExpr entry = each.Let("entry", first + at, wide: true);
                SparsePlaces.IfThereIs(each, entry, (b, column) =>
                {
                    b.Add(Statements.Let("sum", VectorExpr.Zero));
                    b.ForVectors("i", units, (v, i) =>
                    {
                        VectorExpr Lanes(View place) => new FirstLanes(new LoadVector(place), units - (IndexExpr)i, VectorExpr.Zero);
                        v.Add(Statements.Let("left", Lanes(new View("x", from + i))));
                        v.Add(Statements.Let("right", Lanes(Row(v, units, column, i))));
                        v.Add(Statements.Set("sum", Exprs.Arg(0) + (Exprs.Arg(1) * Exprs.Arg(2)),
                            new VectorName("sum"), new VectorName("left"), new VectorName("right")));
                    });
                    b.Add(new StoreLanes(new View("y", entry), ReduceKind.Sum, "sum"));
                },
                b => b.Add(new Clear(new View("y", entry), 1)));
            });
        });
        Kernel kernel = new(KernelNaming.Of("SparseDot", sizes.Lists, sizes.Table), $"{sizes.Products} with {sizes.Table} -> {sizes.Lists}",
            new KernelOperand[] { SparsePlaces.Columns, new("x"), new("table"), new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new CpuLaunch(kernel, sizes.Rows, sizes.Entries.Estimate * (units + 8), [.. launch.Reads, launch.Y]);
    }

    public static CpuLaunch Gradient(SparseGradientLaunch launch)
    {
        (SparseSizes sizes, int units) = (launch.Sizes, launch.Sizes.Units);
        Statement[] body = Block.ForItems("part", (block, part) =>
        {
            View sums = block.Let("sums", new View("tables", part * ((IndexExpr)sizes.Width * units)));
            block.Add(new Clear(sums, (IndexExpr)sizes.Width * units));
            IndexExpr last = block.Let("last", IndexExpr.Share(part + 1, sizes.Rows, launch.Parts));
            block.For("row", IndexExpr.Share(part, sizes.Rows, launch.Parts), last, (inRow, row) =>
            {
                IndexExpr first = SparsePlaces.First(inRow, sizes, row);
                IndexExpr from = inRow.Let("from", row * units, wide: true);
                IndexExpr length = Length(inRow, sizes, first);
                inRow.ForVectors("i", units, (v, i) =>
                {
                    v.Add(Statements.Let("added", new LoadVector(new View("x", from + i))));
                    SparsePlaces.Visit(v, first, length, (each, entry, column) =>
                    {
                        View sum = new("sums", each.Let("to", (column * units) + i, wide: true));
                        each.Add(Statements.Let("sum", new LoadVector(sum)));
                        Add(each, "sum", launch.Values is not null, entry, new VectorName("added"));
                        each.Add(new StoreVector(sum, new VectorName("sum"), units - (IndexExpr)i));
                    });
                });
            });
        });
        Kernel kernel = new(KernelNaming.Of(Role("SparseGradient", launch.Values), sizes.Lists, sizes.Table), $"{sizes.Lists} of {sizes.Products}",
            new EquatableArray<KernelOperand>([.. SparsePlaces.Operands(launch.Values is not null, "x"), new("tables")]),
            EquatableArray<RandomKey>.Empty, body)
        {
            ReadsBatch = !sizes.Rows.IsConstant,
        };
        return new CpuLaunch(kernel, launch.Parts, Math.Max(1, sizes.Rows.Estimate / launch.Parts) * sizes.Entries.Estimate * (units + 8),
            [.. launch.Reads, launch.Tables]);
    }

    /// <summary>Of a list that begins at a place, without what fills it up.</summary>
    private static IndexExpr Length(Block block, SparseSizes sizes, IndexExpr first) =>
        block.Let("length", new ListLengthIndex(new View("columns", first), sizes.Entries));

    /// <summary>A vector of the table's row at a column.</summary>
    private static View Row(Block block, int units, IndexExpr column, IndexExpr i) => new("table", block.Let("place", (column * units) + i, wide: true));

    private static void Add(Block block, string sum, bool hasValues, IndexExpr entry, VectorExpr added) => block.Add(hasValues
        ? Statements.Set(sum, Exprs.Arg(0) + (Exprs.Arg(1) * Exprs.Arg(2)), new VectorName(sum), new BroadcastVector(new View("values", entry)), added)
        : Statements.Set(sum, Exprs.Arg(0) + Exprs.Arg(1), new VectorName(sum), added));

    private static string Role(string what, Programs.Buffer? values) => values is null ? what : what + "OfValues";
}
