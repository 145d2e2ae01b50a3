using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ir;

/// <summary>
/// One primitive in a graph, over the values of others. Its class holds all that is to be known of the primitive: what it is equal by
/// (<see cref="Attributes"/>), its shape rule (the constructor), its gradient, its value in double, and what it does to axes. It is a value
/// itself, except a <see cref="TupleNode"/>, which has several.
/// </summary>
public abstract class Node
{
    private readonly TensorType? _type;

    protected Node(Graph graph, TensorType? type, params Node[] inputs)
    {
        Graph = graph;
        _type = type;
        Inputs = inputs;
    }

    public Graph Graph { get; }

    /// <summary>Order of creation: inputs come before their readers.</summary>
    public int Id { get; internal set; } = -1;

    public TensorType Type => _type
        ?? throw new InvalidOperationException($"{Primitive} has several results: read one of them (Graph.Result).");

    public Shape Shape => Type.Shape;

    public ElementType Element => Type.Element;

    public IReadOnlyList<Node> Inputs { get; }

    /// <summary>The layer that made the node: names variables and comments in the emitted code.</summary>
    public string Layer { get; internal set; } = "";

    /// <summary>What it is to those who read generated code: conv1, dConv1; null where only layer and primitive tell (<see cref="Roles"/>).</summary>
    public string? Role { get; internal set; }

    /// <summary>The primitive's name.</summary>
    public abstract string Primitive { get; }

    /// <summary>
    /// All that its value depends on beside its inputs and its type, as a value that is equal by its parts: nodes of one class with equal
    /// attributes, types and inputs compute the same, so the graph keeps one.
    /// </summary>
    public virtual object? Attributes => null;

    /// <summary>What it does to the axes of what it reads.</summary>
    public virtual AxisEffect AxisEffect => AxisEffect.Makes;

    /// <summary>Pairs of axes, of its inputs and its result, that it walks together: along them, elements have one order.</summary>
    public virtual IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => [];

    /// <summary>The types of its values: one, except of a <see cref="TupleNode"/>.</summary>
    public virtual IReadOnlyList<TensorType> Results => [Type];

    /// <summary>
    /// The contribution of this node's gradient <paramref name="dy"/> to each input's gradient; null where none flows (ints, detached).
    /// <paramref name="wanted"/> says which inputs need one.
    /// </summary>
    public abstract Node?[] InputGradients(Node dy, bool[] wanted);

    /// <summary>
    /// Of a value that has steps, what it is at the last of T alone, by its inputs at that step and by what was kept of those before; null
    /// where it mixes steps in another way.
    /// </summary>
    public virtual StepRow? InOneStep(OneStep step) => null;

    /// <summary>The same primitive over other inputs of the same types, in this graph or another.</summary>
    public abstract Node WithInputs(Graph graph, IReadOnlyList<Node> inputs);

    /// <summary>Its value by its definition, in double.</summary>
    public abstract Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs);

    /// <summary>Whether it computes what another node computes.</summary>
    public bool IsSameAs(Node other) => GetType() == other.GetType() && Inputs.SequenceEqual(other.Inputs) && IsSamePrimitive(other);

    /// <summary>Whether it computes what another node computes, if their inputs have the same values.</summary>
    public bool IsSamePrimitive(Node other) =>
        GetType() == other.GetType() && Equals(Attributes, other.Attributes)
        && (_type is null ? Results.SequenceEqual(other.Results) : _type.Equals(other._type));

    /// <summary>Name and attributes.</summary>
    public string Describe() => Attributes is { } attributes ? $"{Primitive} {attributes}" : Primitive;

    public override string ToString() =>
        $"%{Id} {Describe()}({string.Join(", ", Inputs.Select(i => "%" + i.Id))}) : {string.Join(", ", Results)}";

    /// <summary>Equal axes of the result and an input, both counted from the end, except some that are counted from the start.</summary>
    protected IEnumerable<(NodeAxis, NodeAxis)> Aligned(Node input, params int[] except) => Enumerable
        .Range(1, Math.Min(Shape.Rank, input.Shape.Rank))
        .Where(i => Shape[-i] == input.Shape[-i] && !except.Contains(Shape.Rank - i))
        .Select(i => (new NodeAxis(this, i), new NodeAxis(input, i)));

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
