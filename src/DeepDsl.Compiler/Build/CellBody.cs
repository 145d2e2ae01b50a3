using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// The step of a cell while its layers are built. What depends on the cell's input alone is computed of all steps at once, each of which is
/// a sample of its own: its products are one for the whole sequence. What reads a state is computed step by step, in the body of a scan.
/// What comes from outside by name is the same in all steps.
/// </summary>
internal sealed class CellBody
{
    private readonly ModelGraph _model;
    private readonly ScanExtraction _scan;
    private readonly HashSet<Node> _ofAllSteps = [];
    private readonly HashSet<Node> _ofOneStep = [];
    private readonly List<Node> _states = [];
    private readonly Dictionary<Node, Node> _next = [];
    private readonly int _firstRow;
    private readonly Dim _times;
    private readonly Node? _present;

    /// <param name="model">That the cell is part of.</param>
    /// <param name="sequence">What it goes through: [N, T, ..].</param>
    /// <param name="isReversed">From the last step to the first.</param>
    /// <param name="segment">Steps after which training keeps states, to compute those between again; zero where it keeps every step.</param>
    /// <param name="times">How often the cell itself is computed, beyond what its samples say.</param>
    public CellBody(ModelGraph model, Node sequence, bool isReversed, int segment, Dim times)
    {
        _model = model;
        _times = times;
        _firstRow = model.Rows.Count;
        (Samples, IsReversed) = (sequence.Shape[0], isReversed);
        _scan = new ScanExtraction(Graph, sequence.Shape[1], isReversed) { Segment = model.Training && segment > 0 ? segment : null };

        // Time first: then what a step reads lies together.
        Node byTime = SwapTime(sequence);
        Input = Graph.Reshape(byTime, new Shape([Steps * Samples, .. byTime.Shape.Skip(2)]));
        model.Folds.Add((sequence, Input));
        _ofAllSteps.Add(Input);
        if (model.PresentIn(sequence) is { } present)
        {
            _present = Graph.Transpose(present, 1, 0);
            model.PaddedSamples.Add(Input);
        }
    }

    public Dim Steps => _scan.Length;

    public Dim Samples { get; }

    public bool IsReversed { get; }

    /// <summary>What the cell reads, of all steps: [T * N, ..].</summary>
    public Node Input { get; }

    private Graph Graph => _model.Graph;

    /// <summary>A state that starts from a value [N, ..]: its stand-in.</summary>
    public Node Carry(Node initial, string role)
    {
        Node state = _scan.Carried(initial, role);
        _states.Add(state);
        _ofOneStep.Add(state);
        return state;
    }

    public bool IsOfOneStep(Node value) => _ofOneStep.Contains(value);

    /// <summary>
    /// The same inputs, all of one reach: one step's where any is, or where what is the same in all steps meets what is not. Random numbers
    /// are drawn once for all steps, so what reads them is computed step by step.
    /// </summary>
    public Node[] Aligned(Node[] inputs, bool drawsNumbers)
    {
        bool atOnce = inputs.All(_ofAllSteps.Contains) && !drawsNumbers;
        return atOnce || inputs.All(IsSame) ? inputs : [.. inputs.Select(OfOneStep)];
    }

    /// <summary>Takes note of how far a value reaches that was made of others.</summary>
    public void Made(Node value, IReadOnlyList<Node> inputs)
    {
        if (inputs.Any(_ofOneStep.Contains))
        {
            _ofOneStep.Add(value);
        }
        else if (inputs.Any(_ofAllSteps.Contains))
        {
            _ofAllSteps.Add(value);
        }
    }

    /// <summary>How often a layer of such inputs is computed, beyond what its samples say.</summary>
    public Dim Times(IReadOnlyList<Node> inputs) => inputs.Any(_ofOneStep.Contains) ? Steps * _times : _times;

    /// <summary>What a value is at one step; the same where it is that already, or does not change.</summary>
    public Node OfOneStep(Node value)
    {
        if (!_ofAllSteps.Contains(value))
        {
            return value;
        }

        Node slice = _scan.Slice(ByTime(value));
        _ofOneStep.Add(slice);
        return slice;
    }

    /// <summary>Says what a state becomes: a value of one step, or one that is the same in all. It passes padding as it is.</summary>
    public void Become(Node state, Node next)
    {
        _next.Add(state, next);
        _scan.Next(state, _present is null ? next : StepLengths.Kept(_scan.Slice(StepLengths.Along(_present, next.Shape.Rank + 1)), next, state));
    }

    /// <summary>
    /// The result as a sequence [N, T, ..] and after the last step [N, ..], and the states after it in their order.
    /// </summary>
    public (Node Sequence, Func<Node> Last, IReadOnlyList<Node> Finals) Build(Node result)
    {
        foreach (LayerRow row in _model.Rows.Skip(_firstRow).Where(r => !r.Reads.Contains(r.Value)))
        {
            Roles.SetOwn(row.Value, row.Layer.Path);
        }

        Node? apart = IsOfOneStep(result) ? null : ByTime(result);
        Node? swapped = apart is null ? null : SwapTime(apart); // before the scan, which sees who reads what steps read
        (IReadOnlyList<Node> finals, IReadOnlyList<Node> sequences) = _states.Count == 0 ? ([], []) : _scan.Build(apart is null ? [result] : []);
        int state = _states.FindIndex(s => _next[s] == result);
        Node sequence = apart ?? sequences[0];
        return (swapped ?? SwapTime(sequence), () => state >= 0 ? finals[state] : LastOf(sequence), finals);
    }

    private bool IsSame(Node value) => !_ofAllSteps.Contains(value) && !_ofOneStep.Contains(value);

    /// <summary>A value of all steps, or one that is the same in all, as [T, N, ..].</summary>
    private Node ByTime(Node value) => _ofAllSteps.Contains(value)
        ? Graph.Reshape(value, new Shape([Steps, value.Shape[0].DivideBy(Steps)!.Value, .. value.Shape.Skip(1)]))
        : Graph.Broadcast(Graph.Reshape(value, new Shape([1, .. value.Shape])), new Shape([Steps, .. value.Shape]));

    private Node LastOf(Node byTime)
    {
        Node last = _present is null ? Graph.Slice(byTime, 0, IsReversed ? 0 : Steps - 1, 1) : LastOwn(byTime, _present);
        return Graph.Reshape(last, new Shape(byTime.Shape.Skip(1)));
    }

    /// <summary>Of padded sequences the last own step that is gone through; zero where there is none.</summary>
    private Node LastOwn(Node byTime, Node present)
    {
        if (IsReversed)
        {
            Node isOwn = Graph.Slice(StepLengths.Along(present, byTime.Shape.Rank), 0, 0, 1);
            return StepLengths.Kept(isOwn, Graph.Slice(byTime, 0, 0, 1), Graph.Constant(0));
        }

        Node behind = Graph.Slice(Graph.Pad(present, 0, 0, 1), 0, 1, Steps);
        Node isLast = StepLengths.Along(present - behind, byTime.Shape.Rank);
        return Graph.Sum(StepLengths.Kept(isLast, byTime, Graph.Constant(0)), 0);
    }

    private Node SwapTime(Node x) => Graph.Transpose(x, [1, 0, .. Enumerable.Range(2, x.Shape.Rank - 2)]);
}
