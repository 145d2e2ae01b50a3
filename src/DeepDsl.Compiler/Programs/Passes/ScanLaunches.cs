using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Kernels;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// A scan as a loop over time. Its body is fused as a program of its own, whose launches read slices of sequences and write slices of
/// stacks. A carried value has two slots, one to read and one to write, which change places with each step; where somebody reads what it
/// was in every step, its slots are those of the stack. Where a target runs samples by themselves and the body does, a few samples go
/// through all steps on one thread, in the cache of one core.
/// </summary>
internal sealed class ScanLaunches
{
    private readonly ScanNode _scan;
    private readonly Region _region;
    private readonly Dictionary<int, ResultNode> _results; // those that somebody reads, by number
    private readonly Dictionary<Node, Buffer> _buffers;
    private readonly LaunchBuilder _builder;
    private readonly Target _target;
    private readonly int _depth;
    private readonly VariableIndex _step;
    private readonly Dictionary<Node, Buffer> _arguments = [];
    private readonly List<(Node Node, Buffer Target)> _written = [];
    private readonly List<Launch> _before = [];
    private readonly List<Launch> _after = [];
    private readonly HashSet<int> _kept = []; // results that lie in the slots of a carried value

    /// <param name="scan">Of which this makes launches.</param>
    /// <param name="results">Those of its results that any program of the unit reads.</param>
    /// <param name="buffers">Where values lie; takes what results lie in.</param>
    /// <param name="builder">Makes launches over the same buffers.</param>
    /// <param name="target">For which they are.</param>
    /// <param name="depth">How many loops over time are around.</param>
    public ScanLaunches(
        ScanNode scan, IReadOnlyList<ResultNode> results, Dictionary<Node, Buffer> buffers, LaunchBuilder builder, Target target, int depth)
    {
        (_scan, _region, _buffers, _builder, _target, _depth) = (scan, scan.Region, buffers, builder, target, depth);
        _results = results.ToDictionary(r => r.Index);
        _step = new VariableIndex(depth == 0 ? "step" : $"step{depth + 1}");
    }

    /// <summary>Whether a scan carries a value into its first step and needs it for nothing else: then it is computed there.</summary>
    public static bool ComputesInitial(ScanNode scan, Node value) =>
        value is MapNode { Inputs.Count: 0 } && scan.Inputs.Skip(scan.Region.CarriedCount).All(i => i != value);

    public IReadOnlyList<ProgramItem> Run()
    {
        for (int i = 0; i < _region.CarriedCount; i++)
        {
            Carry(i);
        }

        for (int i = _region.CarriedCount; i < _region.Arguments.Count; i++)
        {
            Node argument = _region.Arguments[i];
            Buffer buffer = _buffers[Views.Source(_scan.Inputs[i])];
            _arguments[argument] = _region.IsSlice(i) ? buffer.From(_step, argument.Shape, argument.Shape) : buffer;
        }

        IEnumerable<ResultNode> stacks = _results.Values.Where(r => r.Index >= _region.CarriedCount && !_kept.Contains(r.Index));
        foreach (ResultNode result in stacks.OrderBy(r => r.Index))
        {
            Node value = ValueOf(result.Index);
            if (!_buffers.TryGetValue(result, out Buffer stack))
            {
                _buffers.Add(result, stack = Stack(value, result.Shape));
            }

            _written.Add((value, stack.From(_step, value.Shape, value.Shape)));
        }

        Graph body = _region.Arguments.Concat(_region.Next).First().Graph;
        IReadOnlyList<ProgramItem> items = Fuse.Run([new ProgramGraph("Step", body, _written)], _arguments, _target, _depth + 1)[0].Items;
        Loop loop = new(LoopOver.Time, _scan.Length, 1, items) { Variable = _step, IsReversed = _scan.IsReversed };
        return BySamples([.. _before, loop, .. _after]);
    }

    private Node ValueOf(int result) => _region.Values[result - _region.CarriedCount];

    private static Buffer Stack(Node value, Shape shape) => new(Roles.Of(value), shape, value.Element, Views.SpaceOf(shape));

    /// <summary>
    /// What is carried lies in slot s before step s, and in the next after it; the other way round where time is reversed.
    /// </summary>
    private void Carry(int i)
    {
        (Node argument, Node next) = (_region.Arguments[i], _region.Next[i]);
        Shape shape = argument.Shape;
        IndexExpr first = _scan.IsReversed ? (IndexExpr)_scan.Length : 0;
        IndexExpr last = _scan.IsReversed ? 0 : (IndexExpr)_scan.Length;
        (int before, int after) = _scan.IsReversed ? (1, 0) : (0, 1);
        bool isStacked = Takes(argument) | Takes(next);
        Dim slots = isStacked ? _scan.Length + 1 : 2;
        Buffer carried = new(Roles.Of(next), Stacked(slots, shape), argument.Element, Views.SpaceOf(Stacked(slots, shape)));
        IndexExpr Place(IndexExpr slot) => isStacked ? slot : slot % 2;
        Buffer Slot(IndexExpr slot) => carried.From(Place(slot), shape, shape);
        if (isStacked)
        {
            Keep(argument, before);
            Keep(next, after);
        }

        _arguments[argument] = Slot(_step + before);
        _written.Add((next, Slot(_step + after)));
        _before.Add(_builder.Write(_scan.Inputs[i], Slot(first)));
        if (!_results.TryGetValue(i, out ResultNode final))
        {
            return;
        }

        if (isStacked && !_buffers.ContainsKey(final))
        {
            _buffers.Add(final, Slot(last));
            return;
        }

        if (!_buffers.TryGetValue(final, out Buffer target))
        {
            _buffers.Add(final, target = new Buffer(Roles.Of(final), shape, argument.Element, Views.SpaceOf(shape)));
        }

        _after.Add(new MapLaunch(_scan.Layer, shape, [new LoopOperand(Slot(last), shape)], [new LoopResult(Exprs.Arg(0), target)]));

        bool Takes(Node value) => StackOf(value) is { } result && !_buffers.ContainsKey(result);

        void Keep(Node value, int slot)
        {
            if (StackOf(value) is { } result && !_buffers.ContainsKey(result))
            {
                _buffers.Add(result, carried.From(slot, shape, result.Shape));
                _kept.Add(result.Index);
            }
        }
    }

    /// <summary>The result that is a value of the body in each step; null where nobody reads it.</summary>
    private ResultNode? StackOf(Node value) => _results.TryGetValue(_scan.IndexOf(value), out ResultNode result) ? result : null;

    private static Shape Stacked(Dim count, Shape shape) => new(new[] { count }.Concat(shape));

    /// <summary>The same by samples, where each goes through all steps without the others.</summary>
    private IReadOnlyList<ProgramItem> BySamples(IReadOnlyList<ProgramItem> items)
    {
        Launch[] launches = [.. Program.LaunchesOf(items)];
        bool isNested = items.OfType<Loop>().Any(l => l.Body.Any(i => i is Loop)); // then rows may be those of the steps inside, not of samples
        bool areAlone = launches.All(JoinSamples.TreatsSamplesAlone) && launches.SelectMany(l => l.Reads.Concat(l.Writes))
            .All(b => b.Space != Space.Arena || (b.Shape[0].DivideBy(Dim.N) is { IsConstant: true } rows && (rows.IsOne || !isNested)));
        if (!_target.JoinsSamples || _depth > 0 || !areAlone)
        {
            return items;
        }

        HashSet<Buffer> others = [.. _buffers.Values.Select(b => b.Place)];
        IEnumerable<Buffer> written = launches.SelectMany(l => l.Writes).Select(b => b.Place).Distinct();
        return [JoinSamples.Over(items, [.. written.Where(b => b.Space == Space.Arena && !others.Contains(b))])];
    }
}
