using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Sum of update rows [.., D] by index [..] into a zero table [V, D], in the order of the updates.</summary>
public sealed class ScatterAddNode(Graph graph, Node indices, Node updates, Shape tableShape)
    : Node(graph, updates.Type.With(tableShape), indices, updates)
{
    public override string Primitive => "scatter-add";

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Enumerable.Range(1, Inputs[0].Shape.Rank)
        .Select(i => (new NodeAxis(Inputs[1], i + 1), new NodeAxis(Inputs[0], i)))
        .Append((new NodeAxis(this, 1), new NodeAxis(Inputs[1], 1)));

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [null, wanted[1] ? Graph.Gather(dy, Inputs[0]) : null];

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.ScatterAdd(inputs[0], inputs[1], Shape);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        (Tensor indices, Tensor updates) = (inputs[0], inputs[1]);
        Tensor result = new(run.Sizes(Shape));
        int width = result.Shape[1];
        for (int i = 0; i < indices.Values.Length; i++)
        {
            for (int c = 0; c < width; c++)
            {
                result.Values[((int)indices.Values[i] * width) + c] += updates.Values[(i * width) + c];
            }
        }

        return result;
    }
}
