using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Sparse rows times a table, with a thread for each number that is written; threads beside each other read neighbouring columns of one row of
/// the table. Gradients by the table are rows added by the order of their columns, as those of other tables.
/// </summary>
internal static class SparseKernels
{
    public static GpuLaunch Product(SparseProductLaunch launch)
    {
        (SparseSizes sizes, int units) = (launch.Sizes, launch.Sizes.Units);
        bool hasValues = launch.Values is not null;
        Statement[] body = Block.ForThreads(sizes.Products.Size, (block, i) =>
        {
            IndexExpr row = block.Let("row", i / units);
            IndexExpr unit = block.Let("unit", i - (row * units));
            IndexExpr first = block.Let("first", row * (IndexExpr)sizes.Entries);
            block.Add(Statements.Let("sum", VectorExpr.Zero));
            SparsePlaces.Visit(block, first, sizes.Entries, (each, entry, column) => each.Add(new AddProduct("sum",
                hasValues ? new LoadVector(new View("values", entry)) : new ConstantVector(1),
                new LoadVector(new View("table", (column * units) + unit)))));
            block.Add(new StoreElement(new View("y", i), new VectorName("sum")));
        });
        Kernel kernel = new(KernelNaming.Of(hasValues ? "SparseProductOfValues" : "SparseProduct", sizes.Lists, sizes.Table),
            $"{sizes.Lists} of {sizes.Table}", new EquatableArray<KernelOperand>([.. SparsePlaces.Operands(hasValues, "table"), new("y")]),
            EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(sizes.Products.Size), [.. launch.Reads, launch.Y]);
    }

    public static GpuLaunch Dot(SparseDotLaunch launch)
    {
        (SparseSizes sizes, int units) = (launch.Sizes, launch.Sizes.Units);
        Statement[] body = Block.ForThreads(sizes.Lists.Size, (block, i) =>
        {
            block.Add(Statements.Let("sum", VectorExpr.Zero));
            SparsePlaces.IfThereIs(block, i, (b, column) =>
            {
                IndexExpr from = b.Let("from", (i / (IndexExpr)sizes.Entries) * units);
                IndexExpr place = b.Let("place", column * units);
                b.For("j", 0, units, (each, j) => each.Add(new AddProduct(
                    "sum", new LoadVector(new View("x", from + j)), new LoadVector(new View("table", place + j)))));
            });
            block.Add(new StoreElement(new View("y", i), new VectorName("sum")));
        });
        Kernel kernel = new(KernelNaming.Of("SparseDot", sizes.Lists, sizes.Table), $"{sizes.Products} with {sizes.Table} -> {sizes.Lists}",
            new KernelOperand[] { SparsePlaces.Columns, new("x"), new("table"), new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(sizes.Lists.Size), [.. launch.Reads, launch.Y]);
    }
}
