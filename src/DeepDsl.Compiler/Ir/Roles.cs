using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ir;

/// <summary>
/// What values are called in generated code and dumps. A layer's result has the layer's name, a gradient a d before the name of what it
/// is the gradient of, and what lies on the way to either says by which primitive it was made: conv1, dConv1, loss.max,
/// conv1.weight.reversed. Names need not be unique; those that are given places are numbered where they meet.
/// </summary>
internal static class Roles
{
    public static string Of(Node node) => node.Role ?? node switch
    {
        InputNode i => i.Name,
        ParameterNode p => p.Name,
        StateNode s => s.Name,
        RateNode r => r.Function is ArgExpr ? r.Name : r.Name + ".factor",
        ReshapeNode or DetachNode => Of(node.Inputs[0]),
        _ => Join(node.Layer, Primitive(node)),
    };

    /// <summary>What an input is called, where that is not what the graph knows it by.</summary>
    public static Node Call(Node input, string name)
    {
        input.Role = name;
        return input;
    }

    /// <summary>Says what a value is within its layer.</summary>
    public static Node Name(Node node, string role)
    {
        SetOwn(node, Join(node.Layer, role));
        return node;
    }

    /// <summary>Names what is kept of a value in a smaller format.</summary>
    public static void MarkRounded(Node value, Node rounded)
    {
        if (rounded != value)
        {
            rounded.Role ??= Join(Of(value), "rounded");
        }
    }

    /// <summary>The name of the gradient of what has a name.</summary>
    public static string Gradient(string name) => name.Length == 0 ? "" : $"d{char.ToUpperInvariant(name[0])}{name.Substring(1)}";

    /// <summary>Names a value of a layer, and the memory that it is a view of, where that is the layer's too.</summary>
    public static void SetOwn(Node node, string role)
    {
        for (Node at = node; at is not LeafNode && at.Layer == node.Layer; at = at.Inputs[0])
        {
            at.Role ??= role;
            if (!IsView(at))
            {
                return;
            }
        }
    }

    /// <summary>Names a value and the memory that it is a view of, unless they are older than node <paramref name="since"/>.</summary>
    public static void Set(Node node, string role, int since)
    {
        for (Node at = node; at is not LeafNode && at.Id >= since; at = at.Inputs[0])
        {
            at.Role ??= role;
            if (!IsView(at))
            {
                return;
            }
        }
    }

    /// <summary>Names what differentiation made on its way, from node <paramref name="since"/> on.</summary>
    public static void MarkGradients(Graph graph, int since)
    {
        foreach (Node node in Nameless(graph, since))
        {
            node.Role = Join(Gradient(node.Layer), Primitive(node));
        }
    }

    /// <summary>
    /// Names what <paramref name="node"/> was rewritten to, and what was made on the way, from node <paramref name="since"/> on.
    /// </summary>
    public static void MarkRewritten(Node node, Node rewritten, int since)
    {
        if (node.Graph.Nodes.Count == since)
        {
            return;
        }

        string role = Of(node);
        Set(rewritten, role, since);
        foreach (Node made in Nameless(node.Graph, since))
        {
            string of = made is TransposeNode or ReverseNode ? Of(made.Inputs[0]) : role;
            made.Role = Join(of, made is ReduceNode ? "bySample" : Primitive(made));
        }
    }

    private static IEnumerable<Node> Nameless(Graph graph, int since)
    {
        for (int id = since; id < graph.Nodes.Count; id++)
        {
            if (graph.Nodes[id] is { Role: null } node and not LeafNode && !IsView(node))
            {
                yield return node;
            }
        }
    }

    private static bool IsView(Node node) => node is ReshapeNode or DetachNode;

    private static string Join(string layer, string what) => layer.Length == 0 ? what : $"{layer}.{what}";

    private static string Primitive(Node node) => node switch
    {
        MapNode map => Operation(map.Body),
        ReduceNode reduce when reduce.Inputs[0] is MapNode { Body: UnaryExpr or BinaryExpr { Op: BinaryOp.Multiply } } map =>
            $"{Operation(map.Body)}.{Lower(reduce.Kind.ToString())}",
        ReduceNode reduce => Lower(reduce.Kind.ToString()),
        RandomNode => "random",
        MatMulNode => "product",
        TransposeNode => "transposed",
        ReverseNode => "reversed",
        ConvWeightPartsNode or SparseGradientPartsNode => "parts",
        OrderNode => "order",
        ConvInputGradientNode or SpreadConvNode => "conv",
        GatherNode => "rows",
        _ => node.Primitive,
    };

    private static string Operation(Expr body) => body switch
    {
        UnaryExpr u => Lower(u.Op.ToString()),
        BinaryExpr { Op: BinaryOp.Multiply } b when b.Left.Equals(b.Right) => "square",
        BinaryExpr b => Lower(b.Op.ToString()),
        SelectExpr => "choice",
        _ => "value",
    };

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
