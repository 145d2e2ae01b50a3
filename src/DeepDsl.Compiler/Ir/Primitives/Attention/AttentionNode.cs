using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// For each query the mean of the values, weighted by the softmax of its products with the keys, head by head. Results: the means
/// [N, Tq, Heads * ValueSize], and the logarithm of each softmax's divisor [N, Tq, Heads], from which the gradient computes the weights
/// again; so no target ever stores Tq x Tk of anything. A query that sees no key has zeros for both.
/// </summary>
public sealed class AttentionNode(Graph graph, AttentionForm form, params Node[] inputs)
    : TupleNode(graph, Infer(form, inputs), inputs)
{
    public AttentionForm Form { get; } = form;

    public override string Primitive => "attention";

    public override object Attributes => Form;

    internal Dim Batch => Inputs[0].Shape[0];

    internal Dim Queries => Inputs[0].Shape[1];

    internal Dim Keys => Inputs[Form.IsPacked ? 0 : 1].Shape[1];

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxesOf(ResultNode result) =>
        Inputs.Where(i => i.Shape[0] == Batch).Select(i => (new NodeAxis(result, 3), new NodeAxis(i, i.Shape.Rank)));

    public override Node?[] InputGradients(IReadOnlyList<Node?> dy, bool[] wanted)
    {
        (Node y, Node logSums) = (Graph.Result(this, 0), Graph.Result(this, 1));
        Node ofOutput = dy[0] ?? Graph.Broadcast(Graph.Constant(0), y.Shape);

        // What the softmax subtracts in its gradient; the other result's goes the same way with the opposite sign.
        Shape byHead = new(Batch, Queries, Form.Heads, Form.ValueSize);
        Node shift = Graph.Reshape(Graph.Sum(Graph.Reshape(ofOutput, byHead) * Graph.Reshape(y, byHead), -1), logSums.Shape);
        Node gradient = Graph.Add(new AttentionGradientNode(Graph, Form,
            [.. Inputs, logSums, dy[1] is { } ofLogSums ? shift - ofLogSums : shift, ofOutput]));
        return [.. Inputs.Select((_, i) => i < Form.Sides && wanted[i] ? Graph.Result(gradient, i) : null)];
    }

    /// <summary>
    /// The query of this step, over keys and values of all steps so far, of which those before are kept, or over those of another sequence. What
    /// knows how long each sample is knows more than the steps so far.
    /// </summary>
    public override StepRow? InOneStepOf(ResultNode result, OneStep step)
    {
        if (result.Index == 0 && !Form.IsPacked && Inputs[0].Shape[1] == OneStep.Steps && !Inputs.Skip(1).Any(OneStep.Varies))
        {
            return OverOthers(step);
        }

        if (result.Index != 0 || !Form.IsCausal || Form.HasKeyLengths || Form.HasQueryLengths || Form.Drops
            || Inputs.Take(Form.Sides).Any(i => i.Shape[1] != OneStep.Steps))
        {
            return null;
        }

        Graph g = step.Graph;
        AttentionForm form = Form with { IsPacked = false, QueryRow = Form.IsPacked ? Form.WidthOf(0) : 0 };
        Node[] sides = [.. Inputs.Take(Form.Sides).Select(step.At)];
        Node Side(int number, int start) => g.Slice(sides[Form.IsPacked ? 0 : number], -1, start, form.WidthOf(number));
        (_, int keys, int values) = Form.Starts;
        Node[] inputs =
        [
            sides[0], step.Gathered(Side(1, keys), $"{Layer}.keys"), step.Gathered(Side(2, values), $"{Layer}.values"),
            .. Inputs.Skip(Form.Sides).Select(step.Same),
        ];
        return new StepRow(g.Attention(form, inputs).Output, 1);
    }

    /// <summary>Null where it matters how far a key is away.</summary>
    private StepRow? OverOthers(OneStep step) =>
        Form.IsCausal || Form.Window > 0 || Form.HasSlopes || Form.HasQueryLengths || Form.Drops ? null
        : new StepRow(step.Graph.Attention(Form, [step.Row(Inputs[0]).Node, .. Inputs.Skip(1).Select(step.Same)]).Output, 1);

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Add(new AttentionNode(graph, Form, [.. inputs]));

    public override IReadOnlyList<Tensor> InterpretAll(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        AttentionWalk walk = new(Form, inputs);
        Tensor y = new(run.Sizes(Results[0].Shape));
        Tensor logSums = new(run.Sizes(Results[1].Shape));
        foreach (AttentionRow row in walk.Rows().Where(r => r.Scores.Length > 0))
        {
            double shift = row.Scores.Max();
            double sum = row.Scores.Sum(s => Math.Exp(s - shift));
            logSums.Values[row.Place] = shift + Math.Log(sum);
            for (int i = 0; i < row.Scores.Length; i++)
            {
                double weight = Math.Exp(row.Scores[i] - shift) / sum * row.Kept[i];
                for (int c = 0; c < Form.ValueSize; c++)
                {
                    y.Values[(row.Place * Form.ValueSize) + c] += weight * walk.Values.Values[row.Values[i] + c];
                }
            }
        }

        return [y, logSums];
    }

    private static IReadOnlyList<TensorType> Infer(AttentionForm form, Node[] inputs)
    {
        Shape queries = inputs[0].Shape;
        Dim keys = inputs[form.IsPacked ? 0 : 1].Shape[1];
        Shape[] expected =
        [
            .. Enumerable.Range(0, form.Sides).Select(i => new Shape(queries[0], i == 0 ? queries[1] : keys, form.WidthOf(i))),
            .. new[] { form.HasKeyLengths, form.HasQueryLengths }.Where(b => b).Select(_ => new Shape(queries[0])),
            .. form.HasSlopes ? [new Shape(form.Heads)] : Array.Empty<Shape>(),
            .. form.Drops ? [new Shape(1), new Shape(queries[0], form.Heads, keys, queries[1])] : Array.Empty<Shape>(),
        ];
        if (form.Heads % form.KeyHeads != 0 || !inputs.Select(i => i.Shape).SequenceEqual(expected))
        {
            throw new InvalidOperationException(
                $"Attention ({form}) takes {string.Join<Shape>(", ", expected)}, not {string.Join(", ", inputs.Select(i => i.Shape))}.");
        }

        return
        [
            TensorType.Floats(new Shape(queries[0], queries[1], form.Heads * form.ValueSize)),
            TensorType.Floats(new Shape(queries[0], queries[1], form.Heads)),
        ];
    }
}
