using System.Text.Json;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests.Cells;

namespace DeepDsl.Compiler.Tests.Independent;

/// <summary>ONNX's own node cases, as tests/reference/onnx_nodes.py brought them to this library's layout.</summary>
public sealed class OnnxNodeTests
{
    /// <summary>Of the largest output: ONNX's values are in single precision.</summary>
    private const double Tolerance = 1e-5;

    private sealed record Case(
        string Name, string Layer, bool Training, int[] Shape, double[] Input, Dictionary<string, double[]> Values, double[] Output);

    private static readonly Dictionary<string, Case> All = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "reference", "onnx_nodes.jsonl"))
        .Select(line => JsonSerializer.Deserialize<Case>(line, JsonSerializerOptions.Web)!)
        .ToDictionary(c => c.Name);

    public static TheoryData<string> Names() => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_equals_onnx(string name)
    {
        Case onnx = All[name];
        AttributeSpec input = SpecReader.ReadAttribute($"Input(Shape = [{string.Join(", ", onnx.Shape.Skip(1))}])");
        ModelSpec spec = new() { Name = "Net", Layers = new[] { input, SpecReader.ReadAttribute(onnx.Layer) }, Blocks = WellKnownCells.All.ToArray() };
        (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(spec, onnx.Training);
        Assert.Empty(problems.Select(p => p.Message));
        Interpreter interpreter = new(onnx.Shape[0], leaf => Value(leaf, onnx));
        double[] found = interpreter.Evaluate(model.Outputs[0].Node).Values;
        double scale = onnx.Output.Max(Math.Abs);
        Assert.Equal(onnx.Output.Length, found.Length);
        Assert.All(onnx.Output.Zip(found), pair => Assert.InRange(pair.Second - pair.First, -Tolerance * scale, Tolerance * scale));
    }

    [Fact]
    public void There_are_cases_of_each_family() => Assert.Superset(
        new HashSet<string> { "Conv2D", "ConvTranspose1D", "ConvTranspose2D", "ConvTranspose3D", "MaxPool2D", "AvgPool2D", "BatchNorm",
            "InstanceNorm", "LayerNorm", "Upsample2D", "SimpleRNN", "LSTM", "GRU", "Peephole" },
        All.Values.Select(c => SpecReader.ReadAttribute(c.Layer).Kind).ToHashSet());

    private static Tensor Value(Node leaf, Case onnx)
    {
        int[] shape = [.. leaf.Shape.Select(d => d.IsConstant ? d.Value : onnx.Shape[0])];
        return new Tensor(shape, leaf switch
        {
            InputNode => onnx.Input,
            ParameterNode p => onnx.Values[p.Name[(p.Name.IndexOf('.') + 1)..]],
            StateNode s => onnx.Values[s.Name[(s.Name.IndexOf('.') + 1)..]],
            _ => throw new InvalidOperationException($"ONNX has no value for {leaf}."),
        });
    }
}
