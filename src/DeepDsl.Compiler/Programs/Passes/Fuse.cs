using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// Turns legal graphs into launches. A map is computed where it is used when that costs nothing: inside the one loop that reads it, in
/// several if it is cheap, or by the product that feeds it, as it leaves each row. What remains gets a buffer. The programs of a unit
/// run one after another on one arena (forward, then backward), so what one keeps, a later one reads.
/// </summary>
public sealed partial class Fuse
{
    private readonly Target _target;
    private readonly int _depth;
    private readonly Dictionary<Node, List<Node>> _readers = [];
    private readonly Dictionary<Node, Buffer> _buffers;
    private readonly HashSet<Node> _results;
    private readonly HashSet<Node> _inlined = [];
    private readonly HashSet<Node> _absorbed = [];
    private readonly HashSet<Node> _scheduled = [];
    private readonly Dictionary<Node, int> _cost = [];
    private readonly Dictionary<Node, long> _size = [];

    private Fuse(IReadOnlyList<ProgramGraph> programs, IReadOnlyDictionary<Node, Buffer> leaves, Target target, int depth)
    {
        (_target, _depth) = (target, depth);
        _buffers = leaves.ToDictionary(p => p.Key, p => p.Value);
        _results = [.. programs.SelectMany(p => p.Results).Select(r => Views.Source(r.Node))];
        for (int i = 0; i < programs.Count; i++)
        {
            foreach (Node node in Reachability.From(programs[i].Results.Select(r => r.Node)).Where(n => !_program.ContainsKey(n)))
            {
                _program.Add(node, i);
            }
        }

        foreach (Node node in _program.Keys.OrderBy(n => n.Id))
        {
            foreach (Node input in node.Inputs.Distinct())
            {
                if (!_readers.TryGetValue(input, out List<Node> readers))
                {
                    _readers.Add(input, readers = []);
                }

                readers.Add(node);
            }
        }
    }

    /// <summary>The launches of a unit, over buffers of its own; none has a place yet.</summary>
    internal static ProgramUnit Run(UnitGraphs unit, Layout layout, Target target)
    {
        Dictionary<Buffer, Buffer> copies = unit.Borders.Given.Concat(unit.Borders.Taken).Distinct().ToDictionary(b => b, b => b.Copy());
        Buffer Own(Buffer buffer) => copies.TryGetValue(buffer.Place, out Buffer copy) ? copy.As(buffer.Shape, buffer.Type) : buffer;

        Dictionary<ProgramGraph, Program> programs = [];
        foreach (IGrouping<Graph, ProgramGraph> group in unit.Programs.GroupBy(p => p.Graph))
        {
            Dictionary<Node, Buffer> leaves = layout.Leaves(group.Key);
            foreach (KeyValuePair<Node, Buffer> bound in unit.Bound.Where(b => b.Key.Graph == group.Key))
            {
                leaves[bound.Key] = Own(bound.Value);
            }

            ProgramGraph[] graphs = [.. group.Select(p => p with { Results = [.. p.Results.Select(r => (r.Node, Own(r.Target)))] })];
            IReadOnlyList<Program> fused = Run(graphs, leaves, target);
            int i = 0;
            foreach (ProgramGraph program in group)
            {
                programs.Add(program, fused[i++]);
            }
        }

        return new ProgramUnit(target.Prefix + unit.Name, [.. unit.Programs.Select(p => programs[p])], unit.Borders.With(Own));
    }

    /// <param name="programs">In the order they run; all over one graph.</param>
    /// <param name="leaves">Buffers of inputs, parameters, states and constants.</param>
    /// <param name="target">Whose costs decide.</param>
    /// <param name="depth">How many loops over time are around.</param>
    public static IReadOnlyList<Program> Run(
        IReadOnlyList<ProgramGraph> programs, IReadOnlyDictionary<Node, Buffer> leaves, Target target, int depth = 0)
    {
        Fuse fuse = new(programs, leaves, target, depth);
        fuse.ChooseInlined();
        return [.. programs.Select(fuse.Schedule)];
    }

    private IReadOnlyList<Node> Readers(Node node) => _readers.TryGetValue(node, out List<Node> readers) ? readers : [];

    /// <summary>Inputs before readers, so that the cost of a map includes what is already inlined into it.</summary>
    private void ChooseInlined()
    {
        foreach (Node node in _readers.Keys.OrderBy(n => n.Id))
        {
            LimitOperands(node);
            _size[node] = LimitSize(node);
            _cost[node] = node is MapNode m ? m.Inputs.Where(_inlined.Contains).Sum(i => _cost[i]) + Cost(m.Body) : 0;
            if (CanInline(node) && (Readers(node).Count == 1 || _cost[node] <= _target.CheapOperations || node is RandomNode || IsComputedAgain(node)))
            {
                _inlined.Add(node);
            }
        }

        foreach (Node result in _results)
        {
            LimitSize(result);
        }

        LimitOperands();
    }

    private bool CanInline(Node node) =>
        node is MapNode or RandomNode && !_results.Contains(node) && !FeedsFromProduct(node)
        && Readers(node).All(r => r switch
        {
            MapNode => r.Shape == node.Shape || (node is RandomNode && _target.DrawsRepeated) || IsCheapPerRow(node),
            ReduceNode => true,
            ConcatNode => IsPutTogether(r),
            ScanNode scan => ScanLaunches.ComputesInitial(scan, node),
            AttentionNode or AttentionGradientNode => node is RandomNode,
            _ => false,
        });

    /// <summary>
    /// Of one sample, what is the same all along a row takes a launch longer than each of the row's few vectors if it is cheap, and longer than
    /// the loop over a row that is written, which computes it once (<see cref="Kernels.Cpu.RowValues"/>).
    /// </summary>
    private bool IsCheapPerRow(Node node) =>
        _target.HasOneSample && !_target.JoinsLaunches && node is MapNode && node.Shape[-1].IsOne
        && (_cost[node] <= _target.CheapOperations || Readers(node).All(IsWritten));

    /// <summary>Whether a map, or the one that it becomes a part of, is for others to read than loops that compute it as they go.</summary>
    private bool IsWritten(Node map) =>
        Readers(map).Count == 1 && Readers(map)[0] is MapNode next ? IsWritten(next) : Readers(map).All(r => r is not (MapNode or ReduceNode));

    /// <summary>
    /// Whether the map would best be computed by the product that feeds it while several readers wait for it: then it is stored from there.
    /// </summary>
    private bool FeedsFromProduct(Node node) => node is MapNode && Readers(node).Count > 1 && node.Inputs.Any(i => Feeds(i, node));

    private bool Feeds(Node node, Node map) => node.Shape == map.Shape && Readers(node).Count == 1
        && (ProductOf(node) is { } product ? Readers(product).Count == 1 && FitsEpilogue(Leaves(map), map.Shape, node)
            : _inlined.Contains(node) && node.Inputs.Any(i => Feeds(i, map)));

    /// <summary>The product that a value is, under whatever shape; null of others.</summary>
    private Node? ProductOf(Node node) => Views.Source(node) is var source && IsProduct(source) ? source : null;

    private bool IsProduct(Node node) => node is MatMulNode or ConvNode or SpreadConvNode || IsSumOfRows(node);

    /// <summary>Sums of rows of another value, whose kernel has each sum in registers when it is complete.</summary>
    private bool IsSumOfRows(Node node) => _target.SumsTakeEpilogues && node is EdgeSumNode { ReadsNodes: true } or SparseProductNode;

    private static int Cost(Expr body) => body switch
    {
        UnaryExpr u => Cost(u.Operand) + u.Op switch
        {
            UnaryOp.Negate or UnaryOp.Abs or UnaryOp.Sign or UnaryOp.Floor => 1,
            UnaryOp.RoundBFloat16 or UnaryOp.RoundTensorFloat32 => 3,
            _ => 8,
        },
        BinaryExpr b => Cost(b.Left) + Cost(b.Right) + (b.Op is BinaryOp.Pow ? 16 : b.Op is BinaryOp.Divide ? 3 : 1),
        SelectExpr s => Cost(s.Condition) + Cost(s.WhenTrue) + Cost(s.WhenFalse) + 1,
        _ => 0,
    };

    private Program Schedule(ProgramGraph program)
    {
        List<(Node Node, Buffer Target)> copies = [];
        foreach ((Node node, Buffer target) in program.Results)
        {
            Node source = Views.Source(node);
            if (_buffers.ContainsKey(source) || IsReadBefore(source, target))
            {
                copies.Add((source, target));
            }
            else
            {
                _buffers.Add(source, target);
            }
        }

        List<Node> roots = Roots(program);
        if (_target.ProductsTakeEpilogues)
        {
            AbsorbProducts(roots);
        }

        LaunchBuilder builder = new(_buffers, _inlined, _target);
        Reduction[] reductions = [.. roots.OfType<ReduceNode>().Select(Reads)];
        List<ProgramItem> steps = [];
        HashSet<Node> done = [];
        foreach (Node root in roots.Where(r => !_absorbed.Contains(r) && !done.Contains(r)))
        {
            IReadOnlyList<Node> group = root is ReduceNode reduce ? SameLoop(reduce, reductions, done) : SameStep(root, roots, done);
            done.UnionWith(group);
            steps.AddRange(root switch
            {
                ReduceNode => [builder.Reduce([.. group.Cast<ReduceNode>()])],
                ScanNode scan => new ScanLaunches(scan, [.. Readers(scan).Cast<ResultNode>()], _buffers, builder, _target, _depth).Run(),
                _ when IsInLoop && IsOfMaps(root) => [Build(builder, group)],
                _ => builder.Build(root, _absorbed),
            });
        }

        steps.AddRange(copies.Select(c => builder.Copy(c.Node, c.Target)));
        return new Program(program.Name, steps);
    }

    /// <summary>
    /// Whether launches read what a result takes the place of, so that it is written behind all of them; what only lengthens that may go
    /// there at once.
    /// </summary>
    private bool IsReadBefore(Node source, Buffer target) =>
        _buffers.FirstOrDefault(b => b.Key is InputNode && b.Value.Place == target.Place).Key is { } past
        && !(source is ConcatNode concat && concat.Inputs[0] == past && Readers(past).Count == 1);

    /// <summary>The nodes this program must write to memory, in order; each has a buffer afterwards.</summary>
    private List<Node> Roots(ProgramGraph program)
    {
        HashSet<Node> results = [.. program.Results.Select(r => Views.Source(r.Node))];
        HashSet<Node> seen = [];
        Stack<Node> open = new(results);
        List<Node> roots = [];
        while (open.Count > 0)
        {
            Node node = open.Pop();
            if (!seen.Add(node) || _scheduled.Contains(node) || node is LeafNode and not RandomNode)
            {
                continue;
            }

            if (Views.IsView(node) || node is ResultNode)
            {
                open.Push(Views.Source(node.Inputs[0]));
                continue;
            }

            bool isReadInPlace = IsPart(node) && !_results.Contains(node);
            if (!_inlined.Contains(node) && node is not ResultNode && !isReadInPlace)
            {
                roots.Add(node);
            }

            foreach (Node input in node.Inputs)
            {
                open.Push(input);
            }
        }

        foreach (Node root in roots)
        {
            _scheduled.Add(root);
            foreach (Node value in Values(root).Where(v => !_buffers.ContainsKey(v)))
            {
                _buffers.Add(value, new Buffer(Roles.Of(value), value.Shape, value.Element, Views.SpaceOf(value.Shape)));
            }
        }

        return [.. roots.OrderBy(r => r.Id)];
    }

    /// <summary>
    /// What is written for a node: itself, or those of its results that anybody reads, in whichever program; a scan's own steps write its.
    /// </summary>
    private IEnumerable<Node> Values(Node root) => root is ScanNode ? [] : root is TupleNode ? Readers(root) : [root];

    /// <summary>Gives each product to the one map that reads it at its own shape, where that map's other operands allow it.</summary>
    private void AbsorbProducts(List<Node> roots)
    {
        HashSet<Node> here = [.. roots];
        foreach (Node root in roots.Where(r => r is MapNode))
        {
            IReadOnlyList<Node> operands = Leaves(root);
            Node? value = operands.Where(o => o.Shape == root.Shape && ProductOf(o) is { } p && here.Contains(p) && !_absorbed.Contains(p)
                && !_results.Contains(p) && EndsIn(p, root)).OrderBy(o => o.Id).LastOrDefault();
            if (value is not null && FitsEpilogue(operands, root.Shape, value))
            {
                Node product = Views.Source(value);
                _absorbed.Add(product);
                _buffers.Remove(product);
            }
        }
    }

    /// <summary>Whether a product reads all operands of a map but its own value as it stores that.</summary>
    private bool FitsEpilogue(IReadOnlyList<Node> operands, Shape shape, Node value) =>
        operands.Count - 1 <= _target.MostEpilogueOperands && operands.All(o => o == value
        || (FitsEpilogue(o, shape, Views.Source(value)) && MapShapes.Under(o.Shape, shape, Views.Source(value).Shape) is not null));

    private bool FitsEpilogue(Node operand, Shape shape, Node product) =>
        (operand.Shape == shape && !IsPart(operand))
        || (IsSumOfRows(product) && operand.Shape == shape.With(-1, 1) && operand is not RandomNode)
        || (Views.IsRow(operand.Shape, shape) && !_inlined.Contains(operand)); // drawn by the number of the element

    /// <summary>Whether every reader of the node is <paramref name="root"/> or is computed inside it alone.</summary>
    private bool EndsIn(Node node, Node root) =>
        Readers(node).All(r => r == root || ((_inlined.Contains(r) || Views.IsView(r)) && r.Shape == root.Shape && EndsIn(r, root)));

    /// <summary>What the expression of a map reads once inlined maps are expanded.</summary>
    private IReadOnlyList<Node> Leaves(Node root)
    {
        List<Node> leaves = [];
        Stack<Node> open = new(root.Inputs);
        HashSet<Node> seen = [];
        while (open.Count > 0)
        {
            Node node = open.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            if (_inlined.Contains(node) && node is MapNode)
            {
                foreach (Node input in node.Inputs)
                {
                    open.Push(input);
                }
            }
            else
            {
                leaves.Add(node);
            }
        }

        return leaves;
    }
}
