using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ir.Interpreter;

/// <summary>
/// Runs a graph in double precision by the definition of each primitive: no fusion, no layout, no cleverness. The oracle that gradients
/// and backends are checked against.
/// </summary>
public sealed class Interpreter(Func<string, long> symbol, Func<Node, Tensor> leaf)
{
    private readonly Dictionary<Node, Tensor> _values = [];

    /// <param name="batch">The value of N.</param>
    /// <param name="leaf">Values of inputs, parameters, states and random numbers.</param>
    public Interpreter(int batch, Func<Node, Tensor> leaf)
        : this(name => name == "N" ? batch : throw new InvalidOperationException($"Dimension {name} has no value."), leaf)
    {
    }

    public Tensor Evaluate(Node node)
    {
        if (_values.TryGetValue(node, out Tensor known))
        {
            return known;
        }

        // In order of creation rather than by recursion: deep models would overflow the stack.
        HashSet<Node> reachable = Reachability.From([node]);
        foreach (Node next in node.Graph.Nodes.Where(n => n.Id <= node.Id && reachable.Contains(n) && !_values.ContainsKey(n)))
        {
            _values[next] = Compute(next);
        }

        return _values[node];
    }

    private Tensor Compute(Node node)
    {
        Tensor In(int i) => _values[node.Inputs[i]];
        int[] shape = Dims(node.Shape);
        return node switch
        {
            ConstantNode c => new Tensor(shape, [.. c.Values]),
            LeafNode l => Checked(leaf(l), l, shape),
            MapNode m => Map(m, shape),
            ReduceNode r => Reduce(r, In(0), shape),
            MatMulNode m => LinearAlgebra.MatMul(m, In(0), In(1), shape),
            ConvNode c => Windows.Conv(c.Geometry, In(0), In(1), shape),
            ConvInputGradientNode c => Windows.ConvInputGradient(c.Geometry, In(0), In(1), shape),
            ConvWeightGradientNode c => Windows.ConvWeightGradient(c.Geometry, In(0), In(1), shape),
            SpreadConvNode c => Windows.Conv(c.Geometry, Windows.Spread(In(0), c.Spread), In(1), shape),
            ConvWeightPartsNode c => Windows.ConvWeightParts(c.Geometry, In(0), In(1), shape),
            PoolNode p => Windows.Pool(p.Kind, p.Geometry, In(0), shape),
            PoolGradientNode p => p.Kind == PoolKind.Max
                ? Windows.MaxPoolGradient(p.Geometry, In(0), In(1), shape)
                : Windows.AveragePoolGradient(p.Kind, p.Geometry, In(0), shape),
            GatherNode => LinearAlgebra.Gather(In(0), In(1), shape),
            ScatterAddNode => LinearAlgebra.ScatterAdd(In(0), In(1), shape),
            ReshapeNode or DetachNode => new Tensor(shape, In(0).Values),
            TransposeNode t => Remap(shape, In(0), index => [.. InversePermute(index, t.Permutation)]),
            ReverseNode r => Remap(shape, In(0), index => [.. index.Select((v, axis) => r.Axes.Contains(axis) ? shape[axis] - 1 - v : v)]),
            SliceNode s => Remap(shape, In(0), index => Shifted(index, s.Axis, s.Start)),
            PadNode p => Remap(shape, In(0), index => Shifted(index, p.Axis, -p.Before), p.Value),
            ConcatNode c => Concat(c, shape),
            _ => throw new InvalidOperationException($"The interpreter does not know {node}."),
        };
    }

    private static Tensor Checked(Tensor value, Node leaf, int[] shape) => value.Shape.SequenceEqual(shape)
        ? value
        : throw new InvalidOperationException($"{leaf.Key} is [{string.Join(", ", shape)}], the given value [{string.Join(", ", value.Shape)}].");

    private int[] Dims(Shape shape) => [.. shape.Select(d => checked((int)d.Evaluate(symbol)))];

    private Tensor Map(MapNode node, int[] shape)
    {
        Tensor result = new(shape);
        Tensor[] inputs = [.. node.Inputs.Select(i => _values[i])];
        foreach ((int flat, int[] index) in result.Indices())
        {
            result.Values[flat] = Exprs.Evaluate(node.Body, i => inputs[i].Broadcast(index), d => d.Evaluate(symbol));
        }

        return result;
    }

    private static Tensor Reduce(ReduceNode node, Tensor x, int[] shape)
    {
        Tensor result = new(shape);
        double start = node.Kind switch { ReduceKind.Sum => 0, ReduceKind.Max => double.NegativeInfinity, _ => double.PositiveInfinity };
        for (int i = 0; i < result.Values.Length; i++)
        {
            result.Values[i] = start;
        }

        foreach ((int flat, int[] index) in x.Indices())
        {
            int[] target = [.. index.Select((v, axis) => node.Axes.Contains(axis) ? 0 : v)];
            ref double sum = ref result.Values[result.Offset(target)];
            double value = x.Values[flat];
            sum = node.Kind switch { ReduceKind.Sum => sum + value, ReduceKind.Max => Math.Max(sum, value), _ => Math.Min(sum, value) };
        }

        return result;
    }

    private static Tensor Remap(int[] shape, Tensor x, Func<int[], int[]> source, double outside = 0)
    {
        Tensor result = new(shape);
        foreach ((int flat, int[] index) in result.Indices())
        {
            int[] from = source(index);
            bool inside = from.Select((v, axis) => v >= 0 && v < x.Shape[axis]).All(b => b);
            result.Values[flat] = inside ? x.Values[x.Offset(from)] : outside;
        }

        return result;
    }

    private static IEnumerable<int> InversePermute(int[] index, IReadOnlyList<int> permutation)
    {
        int[] from = new int[index.Length];
        for (int i = 0; i < index.Length; i++)
        {
            from[permutation[i]] = index[i];
        }

        return from;
    }

    private static int[] Shifted(int[] index, int axis, int by)
    {
        int[] from = [.. index];
        from[axis] += by;
        return from;
    }

    private Tensor Concat(ConcatNode node, int[] shape)
    {
        Tensor result = new(shape);
        int start = 0;
        foreach (Node part in node.Inputs)
        {
            Tensor x = _values[part];
            foreach ((int flat, int[] index) in x.Indices())
            {
                result.Values[result.Offset(Shifted(index, node.Axis, start))] = x.Values[flat];
            }

            start += x.Shape[node.Axis];
        }

        return result;
    }
}
