using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// Gradients of attention by its queries, keys and values, or by the one input that holds them all. The inputs are those of
/// <see cref="AttentionNode"/>, then the logarithms of its sums, what its softmax subtracts from each gradient of a weight [N, Tq, Heads],
/// and the gradient of its output.
/// </summary>
public sealed class AttentionGradientNode(Graph graph, AttentionForm form, params Node[] inputs)
    : TupleNode(graph, [.. inputs.Take(form.Sides).Select(i => i.Type)], inputs)
{
    public AttentionForm Form { get; } = form;

    public override string Primitive => "attention-gradient";

    public override object Attributes => Form;

    internal Dim Batch => Inputs[0].Shape[0];

    internal Dim Queries => Inputs[0].Shape[1];

    internal Dim Keys => Inputs[Form.IsPacked ? 0 : 1].Shape[1];

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxesOf(ResultNode result) =>
        Inputs.Where(i => i.Shape[0] == Batch).Select(i => (new NodeAxis(result, 3), new NodeAxis(i, i.Shape.Rank)));

    public override Node?[] InputGradients(IReadOnlyList<Node?> dy, bool[] wanted) =>
        throw new InvalidOperationException("The gradient of attention has no gradient itself.");

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) =>
        graph.Add(new AttentionGradientNode(graph, Form, [.. inputs]));

    public override IReadOnlyList<Tensor> InterpretAll(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        AttentionWalk walk = new(Form, inputs);
        Tensor[] results = [.. Results.Select(r => new Tensor(run.Sizes(r.Shape)))];
        double[] dq = results[0].Values;
        double[] dk = results[Form.IsPacked ? 0 : 1].Values;
        double[] dv = results[Form.IsPacked ? 0 : 2].Values;
        double[] logSums = inputs[Form.InputCount].Values;
        double[] shifts = inputs[Form.InputCount + 1].Values;
        double[] dy = inputs[Form.InputCount + 2].Values;
        foreach (AttentionRow row in walk.Rows())
        {
            int output = row.Place * Form.ValueSize;
            for (int i = 0; i < row.Scores.Length; i++)
            {
                double weight = Math.Exp(row.Scores[i] - logSums[row.Place]);
                double ofWeight = 0;
                for (int c = 0; c < Form.ValueSize; c++)
                {
                    dv[row.Values[i] + c] += weight * row.Kept[i] * dy[output + c];
                    ofWeight += row.Kept[i] * dy[output + c] * walk.Values.Values[row.Values[i] + c];
                }

                double ofProduct = Form.Scale * weight * (ofWeight - shifts[row.Place]);
                for (int c = 0; c < Form.HeadSize; c++)
                {
                    dq[row.Query + c] += ofProduct * walk.Keys.Values[row.Keys[i] + c];
                    dk[row.Keys[i] + c] += ofProduct * walk.Queries.Values[row.Query + c];
                }
            }
        }

        return results;
    }
}
