using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Report.Tests;

/// <summary>Convolutions that take a shorter way give what the interpreter does.</summary>
public sealed class GraphRunTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Convolutions_and_their_gradients_are_those_by_definition(int groups)
    {
        ConvGeometry geometry = new(new[] { new WindowAxis(3, 2, 1, 1, 2), new WindowAxis(2, 1, 2, 0, 1) }, groups);
        Graph graph = new();
        Node x = graph.Input("x", new Shape(Compiler.Ir.Dim.N, 7, 6, 4));
        Node w = graph.Input("w", new Shape(3, 2, 4 / groups, 8));
        Node y = graph.Conv(x, w, geometry);
        Node dx = graph.ConvInputGradient(y, w, x.Shape, geometry);
        Random random = new(groups);
        Dictionary<Node, Tensor> leaves = new() { [x] = Draw(1, 7, 6, 4), [w] = Draw(3, 2, 4 / groups, 8) };
        Tensor Leaf(Node node) => leaves[node];
        (GraphRun run, Interpreter definitions) = (new GraphRun(Leaf), new Interpreter(batch: 1, Leaf));
        foreach (Node node in (Node[])[y, dx])
        {
            (Tensor found, Tensor expected) = (run.Evaluate(node), definitions.Evaluate(node));
            Assert.Equal(expected.Shape, found.Shape);
            Assert.All(expected.Values.Zip(found.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        }

        Tensor Draw(params int[] shape)
        {
            Tensor tensor = new(shape);
            for (int i = 0; i < tensor.Values.Length; i++)
            {
                tensor.Values[i] = random.NextDouble() - 0.5;
            }
            return tensor;
        }
    }
}
