using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>
/// The runtime's attention over arrays, and what the interpreter makes of the same numbers. What lies beyond a sample's length is NaN, and
/// so is all memory that nobody has written.
/// </summary>
internal sealed class CpuAttention
{
    private const uint DropKey = 12345;

    /// <summary>What may be read, and must not be written, behind an array.</summary>
    private const int Slack = 64;

    private readonly AttentionCase _case;
    private readonly Random _random = new(3);
    private readonly Dictionary<Node, Tensor> _leaves = [];
    private readonly float[][] _inputs;
    private readonly float[] _dy;
    private readonly float[] _logSums;
    private readonly float[] _shifts;

    public CpuAttention(AttentionCase c)
    {
        _case = c;
        Graph g = new();
        Node[] inputs = c.Inputs(g);
        (Node y, Node logSums) = g.Attention(c.Form, inputs);
        Node dy = g.Input("dy", y.Shape);
        Node?[] gradients = Differentiate.Run(g, new Dictionary<Node, Node> { [y] = dy }, [.. inputs.Take(c.Form.Sides)]);
        Node shifts = g.Nodes.OfType<AttentionGradientNode>().Single().Inputs[c.Form.InputCount + 1];
        Interpreter run = new(c.Batch, Leaf);
        Expected = [.. new[] { y, logSums }.Concat(gradients).Select(n => run.Evaluate(n!).Values)];
        _inputs = [.. inputs.Where(i => i is InputNode).Select(i => Floats(run.Evaluate(i)))];
        (_dy, _logSums, _shifts) = (Floats(run.Evaluate(dy)), Floats(run.Evaluate(logSums)), Floats(run.Evaluate(shifts)));
    }

    /// <summary>The output, the logarithms of its sums, and the gradients of what the form has for sides.</summary>
    public double[][] Expected { get; }

    /// <summary>The same by the runtime, at most so many work items at a time, the last ones first.</summary>
    public float[][] Run<V>(int items)
        where V : struct, ISimd<V>
    {
        AttentionForm form = _case.Form;
        float[][] results = [.. Expected.Select(e => Unwritten(e.Length))];
        AttentionSizes sizes = new()
        {
            Queries = _case.Queries,
            Keys = _case.Keys,
            Heads = form.Heads,
            KeyHeads = form.KeyHeads,
            HeadSize = form.HeadSize,
            ValueSize = form.ValueSize,
            QueryStride = form.WidthOf(0),
            KeyStride = form.WidthOf(1),
            ValueStride = form.WidthOf(2),
            Scale = (float)form.Scale,
            IsCausal = form.IsCausal,
            Window = form.Window,
        };
        float[] scratch = Unwritten(AttentionBlock.ForwardScratch(form.HeadSize, form.ValueSize));
        AttentionOperands forward = Operands();
        forward.Output = ref results[0][0];
        forward.LogSums = ref results[1][0];
        for (int end = _case.Batch * form.Heads * ((_case.Queries + 63) / 64); end > 0; end -= items)
        {
            AttentionForward<V>.Run(sizes, forward, ref scratch[0], Math.Max(0, end - items), end);
        }

        CheckSlack(scratch);
        scratch = Unwritten(AttentionBlock.BackwardScratch(form.HeadSize, form.ValueSize));
        AttentionOperands backward = Operands();
        backward.Output = ref _dy[0];
        backward.LogSums = ref _logSums[0];
        backward.Shifts = ref _shifts[0];
        backward.QueryGradients = ref results[2][form.Starts.Queries];
        backward.KeyGradients = ref results[form.IsPacked ? 2 : 3][form.Starts.Keys];
        backward.ValueGradients = ref results[form.IsPacked ? 2 : 4][form.Starts.Values];
        for (int end = _case.Batch * form.KeyHeads; end > 0; end -= items)
        {
            AttentionBackward<V>.Run(sizes, backward, ref scratch[0], Math.Max(0, end - items), end);
        }

        CheckSlack(scratch);
        Array.ForEach(results, CheckSlack);
        return [.. results.Select(r => r[..^Slack])];
    }

    private AttentionOperands Operands()
    {
        AttentionForm form = _case.Form;
        AttentionOperands operands = new()
        {
            Queries = ref _inputs[0][form.Starts.Queries],
            Keys = ref _inputs[form.IsPacked ? 0 : 1][form.Starts.Keys],
            Values = ref _inputs[form.IsPacked ? 0 : 2][form.Starts.Values],
            DropKey = DropKey,
        };
        if (form.KeyLengths is { } keys)
        {
            operands.KeyLengths = ref _inputs[keys][0];
        }

        if (form.QueryLengths is { } queries)
        {
            operands.QueryLengths = ref _inputs[queries][0];
        }

        if (form.Slopes is { } slopes)
        {
            operands.Slopes = ref _inputs[slopes][0];
        }

        if (form.DropRate is { } rate)
        {
            operands.DropRate = ref _inputs[rate][0];
        }

        return operands;
    }

    private Tensor Leaf(Node leaf)
    {
        if (!_leaves.TryGetValue(leaf, out Tensor? tensor))
        {
            _leaves[leaf] = tensor = new Tensor([.. leaf.Shape.Select(d => (int)d.Evaluate(_ => _case.Batch))]);
            for (int i = 0; i < tensor.Values.Length; i++)
            {
                tensor.Values[i] = leaf switch
                {
                    RandomNode => CounterRandom.Uniform(DropKey, (uint)i),
                    InputNode { Name: "keyLengths" } => _case.KeyLengths[i],
                    InputNode { Name: "queryLengths" } => _case.QueryLengths[i],
                    InputNode { Name: "rate" } => _case.DropRate,
                    InputNode { Name: "slopes" } => 0.1 * (i + 1),
                    InputNode { Name: "dy" } => (float)((2 * _random.NextDouble()) - 1),
                    InputNode side => IsBeyond(side, tensor, i) ? float.NaN : (float)((4 * _random.NextDouble()) - 2),
                    _ => throw new InvalidOperationException($"{leaf} has no values."),
                };
            }
        }

        return tensor;
    }

    private bool IsBeyond(InputNode side, Tensor tensor, int element)
    {
        AttentionForm form = _case.Form;
        int column = element % tensor.Shape[2];
        int step = element / tensor.Shape[2] % tensor.Shape[1];
        bool isQuery = form.IsPacked ? column < form.QueryWidth : side.Name == "side0";
        int[] lengths = isQuery ? _case.QueryLengths : _case.KeyLengths;
        return lengths.Length > 0 && step >= lengths[element / tensor.Shape[2] / tensor.Shape[1]];
    }

    private static float[] Floats(Tensor tensor) => [.. tensor.Values.Select(v => (float)v), .. Unwritten(0)];

    private static float[] Unwritten(int length)
    {
        float[] values = new float[length + Slack];
        Array.Fill(values, float.NaN);
        return values;
    }

    private static void CheckSlack(float[] values) => Assert.All(values[^Slack..], v => Assert.True(float.IsNaN(v), "Written beyond the end."));
}
