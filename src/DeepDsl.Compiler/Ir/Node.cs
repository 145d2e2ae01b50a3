namespace DeepDsl.Compiler.Ir;

/// <summary>
/// One primitive in a graph. A node class holds the primitive's shape rule, its gradient rule and its identity (<see cref="Key"/>: two
/// nodes with equal keys compute the same value, so the graph keeps one).
/// </summary>
public abstract class Node(Graph graph, Shape shape, ElementType type, params Node[] inputs)
{
    public Graph Graph { get; } = graph;

    /// <summary>Order of creation: inputs come before their readers.</summary>
    public int Id { get; internal set; } = -1;

    public Shape Shape { get; } = shape;

    public ElementType Type { get; } = type;

    public IReadOnlyList<Node> Inputs { get; } = inputs;

    /// <summary>The layer that made the node: names variables and comments in the emitted code.</summary>
    public string Layer { get; internal set; } = "";

    /// <summary>What it is to those who read generated code: conv1, dConv1; null where only layer and primitive tell (<see cref="Roles"/>).</summary>
    public string? Role { get; internal set; }

    /// <summary>Kind and attributes, without the inputs.</summary>
    public abstract string Key { get; }

    /// <summary>
    /// The contribution of this node's gradient <paramref name="dy"/> to each input's gradient; null where none flows (ints, detached).
    /// <paramref name="wanted"/> says which inputs need one.
    /// </summary>
    public abstract Node?[] InputGradients(Node dy, bool[] wanted);

    public override string ToString() => $"%{Id} {Key}({string.Join(", ", Inputs.Select(i => "%" + i.Id))}) : {Shape}";

    public static Node operator +(Node a, Node b) => a.Graph.Map((x, y) => x + y, a, b);

    public static Node operator -(Node a, Node b) => a.Graph.Map((x, y) => x - y, a, b);

    public static Node operator *(Node a, Node b) => a.Graph.Map((x, y) => x * y, a, b);

    public static Node operator /(Node a, Node b) => a.Graph.Map((x, y) => x / y, a, b);

    public static Node operator +(Node a, double b) => a.Graph.Map(x => x + b, a);

    public static Node operator -(Node a, double b) => a.Graph.Map(x => x - b, a);

    public static Node operator *(Node a, double b) => a.Graph.Map(x => x * b, a);

    public static Node operator /(Node a, double b) => a.Graph.Map(x => x / b, a);

    public static Node operator +(double a, Node b) => b.Graph.Map(x => a + x, b);

    public static Node operator -(double a, Node b) => b.Graph.Map(x => a - x, b);

    public static Node operator *(double a, Node b) => b.Graph.Map(x => a * x, b);

    public static Node operator /(double a, Node b) => b.Graph.Map(x => a / x, b);

    public static Node operator -(Node a) => a.Graph.Map(x => -x, a);
}
