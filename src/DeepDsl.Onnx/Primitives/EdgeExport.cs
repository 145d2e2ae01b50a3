using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>
/// Values along the edges of graphs. What is no edge reads the first node, and counts nothing; where edges add to nodes it adds to one more
/// node behind all, which is then left out.
/// </summary>
internal static class EdgeExport
{
    public static void Gather(ExportScope s, EdgeGatherNode node) =>
        s.Set(node, Where(s, node.Edges, AtEnd(s, node.Edges, node.Inputs[1], node.End), s.Writer.Number(0)));

    public static void Dot(ExportScope s, EdgeDotNode node)
    {
        GraphWriter w = s.Writer;
        string products = w.Call(
            "Mul", [AtEnd(s, node.Edges, node.Inputs[1], EdgeEnd.From), AtEnd(s, node.Edges, node.Inputs[2], EdgeEnd.To)]);
        string byHead = w.Call("Reshape", [products, w.Longs(0, 0, node.Heads, node.Inputs[1].Shape[2].Constant / node.Heads)]);
        s.Set(node, Where(s, node.Edges, s.Reduced("ReduceSum", byHead, [3], keeps: false), w.Number(0)));
    }

    public static void Sum(ExportScope s, EdgeSumNode node)
    {
        string terms = Terms(s, node);
        s.Set(node, Scatter(s, node.Edges, node.End, node.Shape, terms, 0, "add"));
    }

    public static void Max(ExportScope s, EdgeMaxNode node) =>
        s.Set(node, Scatter(s, node.Edges, node.End, node.Shape, s.Read(node.Inputs[1]), node.Least.Value, "max"));

    /// <summary>What each edge adds: [N, E, C].</summary>
    private static string Terms(ExportScope s, EdgeSumNode node)
    {
        GraphWriter w = s.Writer;
        string? weights = node.Weights is { } given ? s.Read(given) : null;
        if (node.Values is not { } x)
        {
            return weights ?? w.Call("Expand", [w.Number(1), s.Sizes.Of(new Shape(node.Edges.Shape[0], node.Edges.Shape[1], 1))]);
        }

        string values = AtEnd(s, node.Edges, x, EdgeNode.Other(node.End));
        if (weights is null)
        {
            return values;
        }

        long heads = node.Weights!.Shape[2].Constant;
        string byHead = w.Call("Reshape", [values, w.Longs(0, 0, heads, x.Shape[2].Constant / heads)]);
        string weighted = w.Call("Mul", [byHead, w.Call("Unsqueeze", [weights, w.Longs(3)])]);
        return w.Call("Reshape", [weighted, w.Longs(0, 0, x.Shape[2].Constant)]);
    }

    /// <summary>What a value [N, V, C] has at one end of each edge: [N, E, C].</summary>
    private static string AtEnd(ExportScope s, Node edges, Node x, EdgeEnd end)
    {
        GraphWriter w = s.Writer;
        string numbers = w.Call("Max", [End(s, edges, end), w.Long(0)]);
        return w.Call("GatherND", [s.Read(x), w.Call("Unsqueeze", [numbers, w.Longs(-1)])], ("batch_dims", 1L));
    }

    /// <summary>The numbers of the nodes at one end: [N, E].</summary>
    private static string End(ExportScope s, Node edges, EdgeEnd end) => s.Value(edges).Form($"end {end}", () =>
        s.Writer.Call("Gather", [s.ReadLongs(edges), s.Writer.Long(end == EdgeEnd.From ? 0 : 1)], ("axis", 2L)));

    /// <summary>Which are edges: [N, E].</summary>
    private static string AreEdges(ExportScope s, Node edges) => s.Value(edges).Form("are edges", () =>
    {
        GraphWriter w = s.Writer;
        string Missing(EdgeEnd end) => w.Call("Less", [End(s, edges, end), w.Long(0)]);
        return w.Call("Not", [w.Call("Or", [Missing(EdgeEnd.From), Missing(EdgeEnd.To)])]);
    });

    private static string Where(ExportScope s, Node edges, string values, string otherwise) =>
        s.Writer.Call("Where", [s.Writer.Call("Unsqueeze", [AreEdges(s, edges), s.Writer.Longs(-1)]), values, otherwise]);

    /// <summary>Values of edges [N, E, C] brought together at the nodes of one end.</summary>
    private static string Scatter(ExportScope s, Node edges, EdgeEnd end, Shape shape, string values, double start, string reduction)
    {
        GraphWriter w = s.Writer;
        Dim nodes = shape[1];
        string behind = w.Call("Squeeze", [s.Sizes.Of(nodes)]);
        string numbers = w.Call("Where", [AreEdges(s, edges), End(s, edges, end), behind]);
        string places = w.Call("Expand", [w.Call("Unsqueeze", [numbers, w.Longs(-1)]), w.Call("Shape", [values])]);
        string empty = w.Call("Expand", [w.Number(start), s.Sizes.Of(new Shape(shape[0], nodes + 1, shape[2]))]);
        string all = w.Call("ScatterElements", [empty, places, values], ("axis", 1L), ("reduction", reduction));
        return w.Call("Slice", [all, w.Longs(0), s.Sizes.Of(nodes), w.Longs(1)]);
    }
}
