using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ir;

/// <summary>
/// From a graph over sequences of T steps to one of their last step alone, which reads what the steps before left. It sees primitives only,
/// as differentiation does: each says how its value at one step follows (<see cref="Node.InOneStep"/>). What has no T in its shape is the
/// same at every step: what of that follows from the weights alone is a part of the step; what follows from further inputs, such as the text
/// that is translated, is computed once, before the first step.
/// </summary>
public sealed class OneStep
{
    private readonly Dictionary<Node, StepRow> _rows = [];
    private readonly Dictionary<Node, Node> _same = [];
    private readonly Dictionary<Node, Node> _before = [];
    private readonly Dictionary<Node, Node> _weights = [];
    private readonly Dictionary<Node, Node> _given = [];
    private readonly Dictionary<ScanNode, Dictionary<Node, Node>> _scans = [];
    private readonly List<KeptValue> _kept = [];
    private readonly Dictionary<string, int> _names = [];
    private readonly int _most;

    private OneStep(int most) => _most = most;

    /// <summary>How many steps there are, with this one.</summary>
    public static Dim Steps { get; } = Dim.Symbol("T");

    /// <summary>Takes what one step computes.</summary>
    public Graph Graph { get; } = new();

    /// <summary>Takes what is computed before the first step.</summary>
    private Graph Before { get; } = new();

    private bool DependsOnPosition { get; set; }

    /// <param name="input">Tokens [N, T]; whatever else the graph takes is given before the first step.</param>
    /// <param name="output">Has a row for each step.</param>
    /// <param name="most">The most steps that there may be.</param>
    /// <param name="mixing">What does not follow from one step and those before; null where all does.</param>
    /// <returns>Null where anything does not.</returns>
    public static StepGraph? Run(InputNode input, Node output, int most, out Node? mixing)
    {
        OneStep step = new(most);
        HashSet<Node> needed = Reachability.From([output]);
        foreach (Node node in input.Graph.Nodes.Where(n => needed.Contains(n) || n is InputNode))
        {
            step.Graph.Layer = step.Before.Layer = node.Layer;
            if (!step.Take(node, input))
            {
                mixing = node;
                return null;
            }
        }

        step.Graph.Layer = step.Before.Layer = "";
        mixing = step._rows.ContainsKey(output) ? null : output;
        return mixing is null
            ? new StepGraph(step.Graph, step.Row(input).Node, step.Row(output).Node, step._kept, step.DependsOnPosition, step._rows)
            {
                Before = step.Before,
                BeforeOf = step._before,
                Given = [.. step._given.Select(g => (step._before[g.Key], g.Value))],
            }
            : null;
    }

    /// <summary>Whether a value has steps.</summary>
    public static bool Varies(Node node) => node.Results.Any(r => r.Shape.Any(IsOfSteps));

    /// <summary>Whether an expression reads how many steps there are.</summary>
    public static bool CountsSteps(Expr body) => body is SizeExpr size ? IsOfSteps(size.Dim) : Exprs.Parts(body).Any(CountsSteps);

    /// <summary>The axis that has the steps, all of them together; -1 where they are not in one axis alone.</summary>
    public static int AxisOf(Shape shape)
    {
        int[] axes = [.. Enumerable.Range(0, shape.Rank).Where(i => IsOfSteps(shape[i]))];
        return axes.Length == 1 && shape[axes[0]].DivideBy(Steps) is { } others && !IsOfSteps(others) ? axes[0] : -1;
    }

    /// <summary>The shape of one step; null where steps are not in one axis alone.</summary>
    public static Shape? ShapeOf(Shape shape) =>
        AxisOf(shape) is >= 0 and int axis ? shape.With(axis, shape[axis].DivideBy(Steps)!.Value) : null;

    /// <summary>One step of a value that has some.</summary>
    public StepRow Row(Node node) => _rows[node];

    /// <summary>A value that is the same at every step.</summary>
    public Node Same(Node node)
    {
        if (_same.TryGetValue(node, out Node same) || _given.TryGetValue(node, out same))
        {
            return same;
        }

        _given.Add(node, same = Past(node.Shape, Roles.Of(_before[node]), node.Element));
        return same;
    }

    /// <summary>Whether a value is computed before the first step.</summary>
    public bool IsGiven(Node node) => _before.ContainsKey(node);

    /// <summary>One step of a value, or the value that is the same at all.</summary>
    public Node At(Node node) => Varies(node) ? Row(node).Node : Same(node);

    /// <summary>The row of this step among those of a table that has one for each.</summary>
    public Node OfPosition(Node table, int axis, Dim first)
    {
        DependsOnPosition = true;
        return Graph.Slice(table, axis, first + Steps - 1, 1);
    }

    /// <summary>The rows [N, 1, C] of all steps so far, with this one [N, T, C].</summary>
    public Node Gathered(Node row, string name)
    {
        DependsOnPosition = true;
        Node past = Past(row.Shape.With(1, Steps - 1), name);
        Node all = Graph.Concat(1, past, row);
        Leave(past, all, row.Shape.With(1, _most));
        return all;
    }

    /// <summary>What the step before left; at the first step, zeros.</summary>
    public Node Past(Shape shape, string name) => Past(shape, name, ElementType.Float32);

    private Node Past(Shape shape, string name, ElementType element)
    {
        int others = _names.TryGetValue(name, out int count) ? count : 0;
        _names[name] = others + 1;
        return Graph.Input(others == 0 ? name : $"{name} {others + 1}", shape, element);
    }

    /// <summary>Says what this step leaves in place of what it found.</summary>
    /// <param name="first">What the first step finds, which is given; null for zeros.</param>
    public void Leave(Node past, Node next, Node? first = null) => Leave(past, next, past.Shape, first);

    /// <summary>What stands for the nodes of a scan's body at this step; made at the first request.</summary>
    public Dictionary<Node, Node> Body(ScanNode scan, Func<Dictionary<Node, Node>> make)
    {
        if (!_scans.TryGetValue(scan, out Dictionary<Node, Node> made))
        {
            _scans.Add(scan, made = make());
        }

        return made;
    }

    private static bool IsOfSteps(Dim dim) => dim.Symbols.Contains("T");

    private void Leave(Node past, Node next, Shape most, Node? first = null) =>
        _kept.Add(new KeptValue(Roles.Of(past), past, next, most) { First = first is null ? null : _before[first] });

    /// <summary>Whether a node follows at one step.</summary>
    private bool Take(Node node, InputNode input)
    {
        if (node == input)
        {
            _rows.Add(node, new StepRow(Graph.Input(input.Name, ShapeOf(input.Shape)!, input.Element), 1));
            return true;
        }

        if (!Varies(node) && (node is InputNode || node.Inputs.Any(_before.ContainsKey)) && !node.Inputs.Any(Varies))
        {
            return TakeBefore(node);
        }

        if (!Varies(node) && !node.Inputs.Any(Varies))
        {
            _same.Add(node, node.WithInputs(Graph, [.. node.Inputs.Select(Same)]));
            return node is not MapNode map || !CountsSteps(map.Body);
        }

        if (node is TupleNode)
        {
            return true; // those who read its results ask for them
        }

        // Steps come from inputs that have them; else only what is repeated for each, or the rows of a table, has any.
        bool hasSteps = Varies(node) && (node is MapNode or SliceNode || node.Inputs.Any(Varies));
        StepRow? row = hasSteps ? node.InOneStep(this) : null;
        if (row is not null)
        {
            row.Node.Role ??= node.Role;
            _rows.Add(node, row);
        }

        return row is not null;
    }

    /// <summary>Computes a node before the first step, with what it reads.</summary>
    private bool TakeBefore(Node node)
    {
        Node before = node is InputNode input
            ? Before.Input(input.Name, input.Shape, input.Element) : node.WithInputs(Before, [.. node.Inputs.Select(InBefore)]);
        before.Role ??= node.Role;
        _before.Add(node, before);
        return node is not MapNode map || !CountsSteps(map.Body);
    }

    /// <summary>What stands for a node there; what follows from the weights alone is computed there too.</summary>
    private Node InBefore(Node node)
    {
        if (!_before.TryGetValue(node, out Node before) && !_weights.TryGetValue(node, out before))
        {
            _weights.Add(node, before = node.WithInputs(Before, [.. node.Inputs.Select(InBefore)]));
        }

        return before;
    }
}
