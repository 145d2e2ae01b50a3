using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>Products of sparse rows: the rows of the table that they list, added up.</summary>
internal static class SparseExport
{
    public static void Product(ExportScope s, SparseProductNode node)
    {
        GraphWriter w = s.Writer;
        (string columns, string listed) = Columns(s, node.Inputs[0]);
        string rows = w.Call("Gather", [s.Read(node.Table), columns], ("axis", 0L));
        string factors = node.Values is { } values ? w.Call("Mul", [listed, s.Read(values)]) : listed;
        string weighted = w.Call("Mul", [rows, w.Call("Unsqueeze", [factors, w.Longs(-1)])]);
        s.Set(node, s.Reduced("ReduceSum", weighted, [node.Inputs[0].Shape.Rank - 1], keeps: false));
    }

    /// <summary>The columns, of what is no entry the first; and 1 for each entry, 0 for what is none.</summary>
    private static (string Columns, string Listed) Columns(ExportScope s, Node columns)
    {
        GraphWriter w = s.Writer;
        string numbers = s.ReadLongs(columns);
        string listed = s.Cast(w.Call("Not", [w.Call("Less", [numbers, w.Long(0)])]), OnnxType.Float);
        return (w.Call("Max", [numbers, w.Long(0)]), listed);
    }
}
