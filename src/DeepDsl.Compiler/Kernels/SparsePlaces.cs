using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels;

/// <summary>The entries of sparse rows, on every target.</summary>
internal static class SparsePlaces
{
    public static KernelOperand Columns => new("columns", IsTable: true, Type: ElementType.Int32);

    /// <summary>What is read besides the columns.</summary>
    public static KernelOperand[] Operands(bool hasValues, string other) => hasValues ? [Columns, new("values"), new(other)] : [Columns, new(other)];

    /// <summary>Where a row's list begins.</summary>
    public static IndexExpr First(Block block, SparseSizes sizes, IndexExpr row) => block.Let("first", row * (IndexExpr)sizes.Entries, wide: true);

    /// <summary>Goes through what is an entry among so many places of a list; gives its own place and its column.</summary>
    public static void Visit(Block block, IndexExpr first, IndexExpr places, Action<Block, IndexExpr, IndexExpr> visit) =>
        block.For("at", 0, places, (each, at) =>
        {
            IndexExpr entry = each.Let("entry", first + at, wide: true);
            IfThereIs(each, entry, (b, column) => visit(b, entry, column));
        });

    /// <summary>What is done with an entry and its column, and with what is none.</summary>
    public static void IfThereIs(Block block, IndexExpr entry, Action<Block, IndexExpr> then, Action<Block>? otherwise = null)
    {
        IndexExpr column = block.Let("column", new ElementIndex(new View("columns", entry)));
        block.If(new Condition(Comparison.AtLeast, column, 0), b => then(b, column), otherwise);
    }
}
