using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ir.Interpretation;

/// <summary>
/// Runs a graph in double precision by the definition of each primitive: no fusion, no layout, no cleverness. The oracle that gradients
/// and backends are checked against.
/// </summary>
/// <param name="symbol">What the symbols in sizes are.</param>
/// <param name="leaf">Values of inputs, parameters, states and random numbers.</param>
public sealed class Interpreter(Func<string, long> symbol, Func<Node, Tensor> leaf)
{
    private readonly Dictionary<Node, IReadOnlyList<Tensor>> _values = [];

    /// <param name="batch">The value of N, the only symbol.</param>
    /// <param name="leaf">Values of inputs, parameters, states and random numbers.</param>
    public Interpreter(int batch, Func<Node, Tensor> leaf)
        : this(name => name == "N" ? batch : throw new InvalidOperationException($"Dimension {name} has no value."), leaf)
    {
    }

    public Tensor Evaluate(Node node)
    {
        if (!_values.ContainsKey(node))
        {
            // In order of creation rather than by recursion: deep models would overflow the stack.
            HashSet<Node> reachable = Reachability.From([node]);
            Compute(node.Graph.Nodes.Where(n => n.Id <= node.Id && reachable.Contains(n)));
        }

        return _values[node].Single();
    }

    /// <param name="nodes">What to evaluate.</param>
    /// <param name="order">All that they need, inputs before readers.</param>
    internal IReadOnlyList<Tensor> EvaluateAll(IReadOnlyList<Node> nodes, IReadOnlyList<Node> order)
    {
        Compute(order);
        return [.. nodes.Select(n => _values[n].Single())];
    }

    /// <summary>Another run under the same sizes.</summary>
    internal Interpreter Inside(Func<Node, Tensor> leaves) => new(symbol, leaves);

    public int Size(Dim dim) => checked((int)dim.Evaluate(symbol));

    public int[] Sizes(Shape shape) => [.. shape.Select(Size)];

    /// <summary>The value of a leaf, as it was given.</summary>
    internal Tensor Given(LeafNode node)
    {
        Tensor value = leaf(node);
        int[] shape = Sizes(node.Shape);
        return value.Shape.SequenceEqual(shape) ? value : throw new InvalidOperationException(
            $"{node.Describe()} is [{string.Join(", ", shape)}], the given value [{string.Join(", ", value.Shape)}].");
    }

    private void Compute(IEnumerable<Node> order)
    {
        foreach (Node node in order.Where(n => !_values.ContainsKey(n)))
        {
            Tensor[] inputs = [.. node.Inputs.SelectMany(i => _values[i])];
            _values[node] = node is TupleNode tuple ? tuple.InterpretAll(this, inputs) : [node.Interpret(this, inputs)];
        }
    }
}
