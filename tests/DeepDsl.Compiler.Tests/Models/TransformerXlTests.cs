using System.Text.Json;
using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Tests.Models;

/// <summary>Segments of two streams one after the other, against PyTorch (tests/reference/transformer_xl.py), where no step is masked.</summary>
public sealed class TransformerXlTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Segments_with_their_memories_equal_those_of_PyTorch()
    {
        JsonElement reference = ReferenceFile.Read("models.json").GetProperty("segments");
        (int steps, int length) = (reference.GetProperty("steps").GetInt32(), reference.GetProperty("memory").GetInt32());
        JsonElement sizes = reference.GetProperty("arguments");
        int Size(string name) => sizes.GetProperty(name).GetInt32();
        ModelGraph model = ReadyModel.Build("TransformerXl",
            $"{string.Join(", ", sizes.EnumerateObject().Select(a => $"{a.Name} = {a.Value}"))}, DropRate = 0, From = \"tokens\", "
                + "InitialState = [\"before\", \"held\"], FinalState = [\"after\", \"holds\"], Name = \"xl\"",
            [
                $"Input(Shape = [{steps}], Type = ElementType.Int32, Name = \"tokens\")",
                $"Input(Shape = [{Size("Layers")}, {length}, {Size("Width")}], Name = \"before\")", "Input(Shape = [1], Name = \"held\")",
            ],
            "Output(Name = \"xl\")", "Output(Name = \"after\")", "Output(Name = \"holds\")");
        (Node scores, Node after, Node holds) = (model.Outputs[0].Node, model.Outputs[1].Node, model.Outputs[2].Node);
        ParameterNode[] parameters = [.. model.Graph.Nodes.OfType<ParameterNode>()];
        Node seed = model.Graph.Input("gradient", scores.Shape);
        Node?[] gradients = Differentiate.Run(model.Graph, new Dictionary<Node, Node> { [scores] = seed }, parameters);
        TorchWeights weights = new(model);
        Tensor memory = new([2, Size("Layers"), length, Size("Width")]);
        Tensor held = new([2, 1]);
        for (int segment = 0; segment < 3; segment++)
        {
            if (segment == 2)
            {
                Array.Clear(memory.Values, memory.Values.Length / 2, memory.Values.Length / 2);
                held.Values[1] = 0;
            }

            double[] tokens = Array.ConvertAll(HashedValues.Of($"tokens{segment}", 2 * steps), v => Math.Floor((v + 1) / 2 * Size("Vocabulary")));
            double[] dy = HashedValues.Of($"weights{segment}", 2 * steps * Size("Vocabulary"));
            Interpreter run = new(2, node => node switch
            {
                InputNode { Name: "tokens" } => new Tensor([2, steps], tokens),
                InputNode { Name: "before" } => memory,
                InputNode { Name: "held" } => held,
                InputNode => new Tensor([2, steps, Size("Vocabulary")], dy),
                LeafNode leaf => weights.Of(leaf),
                _ => throw new InvalidOperationException(node.Describe()),
            });
            JsonElement expected = reference.GetProperty("calls")[segment];
            Compare($"scores of segment {segment}", Numbers(expected.GetProperty("scores")), run.Evaluate(scores).Values);
            foreach ((ParameterNode parameter, Node? gradient) in parameters.Zip(gradients))
            {
                ParameterInfo info = model.Parameters.Single(p => p.Name == parameter.Name);
                double[] torch = Numbers(expected.GetProperty("gradients").GetProperty(info.TorchName));
                Compare($"gradient of {info.TorchName} in segment {segment}", weights.Of(info, torch).Values, run.Evaluate(gradient!).Values);
            }

            (memory, held) = (run.Evaluate(after), run.Evaluate(holds));
            Compare($"steps held after segment {segment}", Numbers(expected.GetProperty("held")), held.Values);
        }
    }

    /// <summary>Published with 41 million; the formula is 5 C^2 for attention, 8 C^2 for the dense layers, and vectors.</summary>
    [Fact]
    public void Its_size_is_that_of_the_formula()
    {
        const long vocabulary = 204, c = 512, layers = 12;
        ModelGraph model = ReadyModel.Build("TransformerXl", "", [[16]], ofTokens: true);
        Assert.Equal((vocabulary * c) + (layers * ((13 * c * c) + (2 * c) + (5 * c) + (4 * c))), model.ParameterCount);
        Assert.Equal(41, Math.Round(model.ParameterCount / 1e6));
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetDouble())];

    private static void Compare(string what, double[] expected, double[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= Tolerance * scale, $"{what}[{i}]: expected {expected[i]}, found {found[i]}");
        }
    }
}
