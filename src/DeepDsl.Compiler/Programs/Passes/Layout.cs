using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>The flat buffers of a model: every parameter, its gradient, every state and constant table at an aligned place.</summary>
internal sealed class Layout
{
    private readonly Dictionary<string, Buffer> _weights = [];
    private readonly Dictionary<string, Buffer> _states = [];
    private readonly Dictionary<(object, Shape), Buffer> _tables = [];
    private readonly List<(Buffer Buffer, IReadOnlyList<double> Numbers)> _constants = [];
    private readonly List<(RateNode Function, Buffer Buffer)> _rates = [];
    private readonly UniqueNames _tableNames = new("Tables");

    public Layout(ModelGraph model)
    {
        Parameters = [.. Place(model.Parameters, p => p.Name, p => p.Shape, Space.Weights, _weights, new UniqueNames("Weights"))];
        States = [.. Place(model.States, s => s.Name, s => s.Shape, Space.State, _states, new UniqueNames("States"))];
    }

    public IReadOnlyList<Placed<ParameterInfo>> Parameters { get; }

    public IReadOnlyList<Placed<StateInfo>> States { get; }

    public IReadOnlyList<(Buffer Buffer, IReadOnlyList<double> Numbers)> Constants => _constants;

    /// <summary>Functions of rates, each in a table of its own.</summary>
    public IReadOnlyList<(RateNode Function, Buffer Buffer)> Rates => _rates;

    public Buffer State(Node node) => _states[((StateNode)node).Name];

    /// <summary>The gradient lies in its buffer where the parameter lies in its own.</summary>
    public Buffer Gradient(Placed<ParameterInfo> parameter) =>
        new(Roles.Gradient(parameter.Info.Name), parameter.Info.Shape, ElementType.Float32, Space.Gradients)
        {
            Offset = parameter.Buffer.Offset,
            Identifier = parameter.Buffer.Identifier,
        };

    /// <summary>The buffers of the leaves that the model itself holds.</summary>
    public Dictionary<Node, Buffer> Leaves(Graph graph)
    {
        Dictionary<Node, Buffer> leaves = [];
        foreach (Node node in graph.Nodes)
        {
            switch (node)
            {
                case ParameterNode p:
                    leaves[p] = _weights[p.Name];
                    break;
                case StateNode s:
                    leaves[s] = _states[s.Name];
                    break;
                case ConstantNode c:
                    leaves[c] = Constant(c);
                    break;
                case RateNode r:
                    leaves[r] = Rate(r);
                    break;
            }
        }

        return leaves;
    }

    private Buffer Constant(ConstantNode node)
    {
        (object, Shape) key = (node.Attributes, node.Shape);
        if (!_tables.TryGetValue(key, out Buffer table))
        {
            table = Table($"table{_tables.Count + 1}", node.Shape, node.Values);
            _tables.Add(key, table);
        }

        return table;
    }

    /// <summary>A table of its own even where numbers are equal, since it may change.</summary>
    private Buffer Rate(RateNode node)
    {
        Buffer? table = _rates.Where(r => r.Function.Attributes.Equals(node.Attributes)).Select(r => r.Buffer).FirstOrDefault();
        if (table is null)
        {
            table = Table(Roles.Of(node), node.Shape, [node.Value]);
            _rates.Add((node, table));
        }

        return table;
    }

    private Buffer Table(string name, Shape shape, IReadOnlyList<double> numbers)
    {
        Buffer table = new(name, shape, ElementType.Float32, Space.Constants)
        {
            Offset = _constants.Aggregate((Dim)0, (offset, c) => offset + c.Buffer.Length),
            Identifier = _tableNames.Of(name),
        };
        _constants.Add((table, numbers));
        return table;
    }

    private static IEnumerable<Placed<T>> Place<T>(
        IEnumerable<T> items, Func<T, string> name, Func<T, Shape> shape, Space space, Dictionary<string, Buffer> byName, UniqueNames names)
    {
        Dim offset = 0;
        foreach (T item in items)
        {
            Buffer buffer = new(name(item), shape(item), ElementType.Float32, space) { Offset = offset, Identifier = names.Of(name(item)) };
            byName.Add(buffer.Name, buffer);
            offset += buffer.Length;
            yield return new Placed<T>(item, buffer);
        }
    }
}
