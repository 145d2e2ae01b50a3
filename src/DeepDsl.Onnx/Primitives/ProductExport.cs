using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>Products of matrices and vectors of tables.</summary>
internal static class ProductExport
{
    /// <param name="s">Of the graph.</param>
    /// <param name="product">The product.</param>
    /// <param name="result">The node that its result stands for.</param>
    /// <param name="bias">One number a column; null for none.</param>
    public static void MatMul(ExportScope s, MatMulNode product, Node result, Node? bias = null)
    {
        (Node a, Node b) = (product.Inputs[0], product.Inputs[1]);
        bool isGemm = product.Shape.Rank == 2 && (bias is not null || product.TransposeA || product.TransposeB);
        if (isGemm)
        {
            string[] inputs = [s.Read(a), s.Read(b)];
            s.Set(result, s.Writer.Call("Gemm", bias is null ? inputs : [.. inputs, s.Read(bias)],
                ("transA", product.TransposeA ? 1L : 0L), ("transB", product.TransposeB ? 1L : 0L)));
            return;
        }

        s.Set(result, s.Writer.Call("MatMul", [Side(s, a, product.TransposeA), Side(s, b, product.TransposeB)]));
    }

    public static void Gather(ExportScope s, GatherNode node)
    {
        (Node table, Node indices, TableLookup lookup) = (node.Inputs[0], node.Inputs[1], node.Lookup);
        string at = indices.Element == Compiler.Ir.ElementType.Int32 && !lookup.MayMiss ? s.Read(indices) : s.ReadLongs(indices);
        if (lookup.MayMiss)
        {
            string last = s.Writer.Long(lookup.Count(table.Shape).Constant - 1);
            at = s.Writer.Call("Min", [s.Writer.Call("Max", [at, s.Writer.Long(0)]), last]);
        }

        string vectors = s.Writer.Call("Gather", [s.Read(table), at], ("axis", lookup.ByColumns ? 1L : 0L));
        int rank = node.Shape.Rank;
        s.Set(node, lookup.ByColumns ? s.Permuted(vectors, [.. Enumerable.Range(1, rank - 1), 0]) : vectors);
    }

    private static string Side(ExportScope s, Node side, bool isTransposed)
    {
        int rank = side.Shape.Rank;
        return isTransposed ? s.ReadPermuted(side, [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2]) : s.Read(side);
    }
}
