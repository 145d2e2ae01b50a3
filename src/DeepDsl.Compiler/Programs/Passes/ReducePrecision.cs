using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// Says in the graphs what a model of smaller precision is: products read rounded operands, and where they are of 16 bits, layers give
/// rounded values to layers. A target whose products round as they read is left to do so. What is rounded already is left, and all else
/// stays as it is: sums, statistics, losses, what is written at the border, and gradients but where a product reads them.
/// </summary>
public sealed class ReducePrecision
{
    private readonly Graph _graph;
    private readonly UnaryOp _format;
    private readonly Target _target;
    private readonly HashSet<Node> _activations;
    private readonly Dictionary<Node, Node> _made = [];
    private readonly Dictionary<Node, bool> _kept = [];
    private readonly Dictionary<Node, ScanRewrite> _scans = [];

    private ReducePrecision(Graph graph, UnaryOp format, IEnumerable<Node> activations, Target target)
    {
        _graph = graph;
        _format = format;
        _target = target;
        _activations = [.. activations];
    }

    public static UnitGraphs Run(UnitGraphs unit, UnaryOp format, Target target) => unit with
    {
        Programs = [.. unit.Programs.Select(program =>
        {
            IReadOnlyList<Node> results = Run(program.Graph, [.. program.Results.Select(r => r.Node)], format, unit.Activations, target);
            return program with { Results = [.. program.Results.Select((r, i) => (results[i], r.Target))] };
        })],
    };

    /// <summary>The form of each result whose products round to <paramref name="format"/>.</summary>
    public static IReadOnlyList<Node> Run(
        Graph graph, IReadOnlyList<Node> results, UnaryOp format, IReadOnlyCollection<Node> activations, Target target)
    {
        ReducePrecision reduce = new(graph, format, format == UnaryOp.RoundBFloat16 ? activations : [], target);
        HashSet<Node> needed = Reachability.From(results);
        foreach (Node node in graph.Nodes.Where(needed.Contains).ToList())
        {
            graph.Layer = node.Layer;
            int first = graph.Nodes.Count;
            Node made = reduce.Rewrite(node, [.. node.Inputs.Select(i => reduce._made[i])]);
            Roles.MarkRewritten(node, made, first);
            reduce._made[node] = made;
            reduce.IsKept(made); // of all in their order, so that asking never goes deep
        }

        return [.. results.Select(r => reduce._made[r])];
    }

    private Node Rewrite(Node node, Node[] inputs)
    {
        int groups = node switch
        {
            MatMulNode { IsExact: false } => 1,
            ConvNode c => c.Geometry.Groups,
            ConvInputGradientNode c => c.Geometry.Groups,
            ConvWeightGradientNode c => c.Geometry.Groups,
            _ => 0,
        };
        switch (node)
        {
            case ScanNode scan:
                return (_scans[scan] = new ScanRewrite(scan, inputs, (body, values) => Run(body, values, _format, [], _target))).Scan;
            case ResultNode { Source: ScanNode } result:
                return Activation(result, _scans[result.Source].Result(result));
        }

        bool rounds = groups > 0 && !(_target.ProductsRound && groups == 1);
        return Activation(node, node.WithInputs(_graph, rounds ? Array.ConvertAll(inputs, Operand) : inputs));
    }

    private Node Activation(Node node, Node made) => _activations.Contains(node) ? Rounded(made) : made;

    private Node Operand(Node x)
    {
        Node rounded = Rounded(x);
        Roles.MarkRounded(x, rounded);
        return rounded;
    }

    private Node Rounded(Node x) => IsKept(x) ? x : _graph.Unary(_format, x);

    /// <summary>Whether it has values of the format alone.</summary>
    private bool IsKept(Node node)
    {
        if (!_kept.TryGetValue(node, out bool kept))
        {
            _kept[node] = kept = node switch
            {
                MapNode map => Rounding.IsKept(_format, map.Body, i => IsKept(map.Inputs[i])),
                ConstantNode constant => constant.Values.All(v => Rounding.Round(_format, v).Equals(v)),
                PadNode pad => Rounding.Round(_format, pad.Value).Equals(pad.Value) && IsKept(pad.Inputs[0]),
                PoolNode { Kind: PoolKind.Max } or GatherNode => IsKept(node.Inputs[0]),
                ReshapeNode or DetachNode or TransposeNode or ReverseNode or SliceNode or ConcatNode => node.Inputs.All(IsKept),
                _ => false,
            };
        }

        return kept;
    }
}
