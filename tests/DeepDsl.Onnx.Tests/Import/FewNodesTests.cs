using DeepDsl.Tests;
using static DeepDsl.Onnx.Tests.Import.ModelFile;

namespace DeepDsl.Onnx.Tests.Import;

/// <summary>What comes of a few nodes, in cases that no example of a layer and no file of PyTorch has.</summary>
public sealed class FewNodesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(-50, 50, "MathF.Min(MathF.Max(x, -50f), 50f)")]
    [InlineData(-100, 100, "MathF.Min(MathF.Max(x, -100f), 100f)")]
    [InlineData(-3e38f, 1e4f, "MathF.Min(MathF.Max(x, -3E+38f), 10000f)")]
    [InlineData(0, 100, "MathF.Min(MathF.Max(x, 0f), 100f)")]
    [InlineData(1e-6f, 3e38f, "MathF.Min(MathF.Max(x, 1E-06f), 3E+38f)")]
    [InlineData(1e-12f, 1, "MathF.Min(MathF.Max(x, 1E-12f), 1f)")]
    public void Limits_far_from_zero_and_near_it_are_kept(float least, float most, string function) => Assert.Contains(
        $"=> {function};",
        Source([Node("Clip", "x min max", "y")], Floats("min", [], least), Floats("max", [], most)), StringComparison.Ordinal);

    [Fact]
    public void A_limit_above_alone_is_kept() => Assert.Contains(
        "=> MathF.Min(x, 10000f);", Source([Node("Clip", "x  max", "y")], Floats("max", [], 1e4f)), StringComparison.Ordinal);

    [Fact]
    public void A_low_threshold_is_no_ReLU() => Assert.Contains(
        "=> (x > 0.01f ? 1f : 0f) != 0f ? x : 0f;",
        Source([Node("ThresholdedRelu", "x", "y", ("alpha", 0.01f))]), StringComparison.Ordinal);

    [Theory]
    [InlineData("Relu", "ReLU")]
    [InlineData("Softplus", "Softplus")]
    [InlineData("Mish", "Mish")]
    [InlineData("Selu", "SELU")]
    [InlineData("Gelu", "GELU")]
    [InlineData("HardSwish", "HardSwish")]
    public void Activations_stay_what_they_are(string op, string layer) =>
        Assert.Contains($"[{layer}", Source([Node(op, "x", "y")], opset: 20), StringComparison.Ordinal);

    [Fact]
    public void A_rounded_sixth_is_a_hard_sigmoid() => Assert.Contains(
        "[HardSigmoid", Source([Node("HardSigmoid", "x", "y", ("alpha", 0.16666667f))]), StringComparison.Ordinal);

    [Theory]
    [InlineData("LayerNormalization", 17)]
    [InlineData("InstanceNormalization", 17)]
    [InlineData("GroupNormalization", 21)]
    public void A_scale_that_is_computed_is_refused(string op, int opset)
    {
        OnnxNode[] nodes = [Node("Relu", "x", "r"), Node(op, "x r", "y")];
        Write(nodes, [], opset, ["N", "3", "4"]);
        Assert.Contains("reads its scale from a value that each call computes; here it must be a constant.",
            Assert.Throws<NotSupportedException>(() => OnnxImporter.Import(Model)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("Max")]
    public void A_long_chain_of_values_with_themselves_is_of_short_functions(string op)
    {
        const int Length = 2_000;
        OnnxNode[] nodes = [.. Enumerable.Range(0, Length).Select(i =>
            Node(op, (i == 0 ? "x" : $"v{i}") + " x", i == Length - 1 ? "y" : $"v{i + 1}"))];
        Write(nodes, []);
        AreShort();
    }

    [Fact]
    public void A_long_chain_of_choices_is_of_short_functions()
    {
        const int Length = 2_000;
        OnnxNode[] nodes = [.. Enumerable.Range(0, Length).Select(i =>
            Node("Where", (i == 0 ? "x" : $"v{i}") + " x zero", i == Length - 1 ? "y" : $"v{i + 1}"))];
        Write(nodes, [Floats("zero", [], 0)]);
        AreShort();
    }

    [Fact]
    public void A_pool_that_rounds_up_has_the_windows_that_begin_among_the_elements()
    {
        (string, object)[] sizes = [("kernel_shape", new long[] { 2 }), ("strides", new long[] { 2 }), ("ceil_mode", 1L)];
        string three = Source([Node("MaxPool", "x", "y", [.. sizes, ("pads", new long[] { 0, 1 })])], shape: ["N", "2", "6"]);
        Assert.DoesNotContain("Ceil", three, StringComparison.Ordinal);
        Assert.DoesNotContain("Pad1D(After = 2", three, StringComparison.Ordinal);
        string four = Source([Node("MaxPool", "x", "y", [.. sizes, ("pads", new long[] { 1, 0 })])], shape: ["N", "2", "6"]);
        Assert.DoesNotContain("Ceil", four, StringComparison.Ordinal);
        Assert.Contains("Pad1D(Before = 1, After = 1", four, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_computed_of_the_number_of_samples_is_refused()
    {
        Write([Node("Shape", "x", "s"), Node("Gather", "s zero", "n"), Node("Cast", "n", "f", ("to", 1L)), Node("Div", "x f", "y")],
            [Longs("zero", 0)]);
        Assert.Contains("computes with the number of samples, which each call sets.",
            Assert.Throws<NotSupportedException>(() => OnnxImporter.Import(Model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Infinity_is_the_largest_float_and_what_is_no_number_is_refused()
    {
        OnnxNode[] nodes = [Node("Less", "x zero", "c"), Node("Where", "c fill x", "y")];
        Assert.Contains("-3.4028235E+38f", Source(nodes, Floats("zero", [], 0), Floats("fill", [], float.NegativeInfinity)),
            StringComparison.Ordinal);
        Write(nodes, [Floats("zero", [], 0), Floats("fill", [], float.NaN)]);
        Assert.Contains("computes with what is no number.",
            Assert.Throws<NotSupportedException>(() => OnnxImporter.Import(Model)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Softmax", 1)]
    [InlineData("Identity", 2)]
    public void A_fill_stands_for_values_unless_softmax_takes_it_for_nothing(string reader, int weights)
    {
        Write([Node("Cast", "mask", "m", ("to", 9L)), Node("Where", "m x fill", "w"), Node(reader, "w", "y")],
            [Longs("mask", 1, 0, 1), Floats("fill", [], -1e4f)]);
        float[][] found = [.. OnnxImporter.Import(Model).Weights.Select(w => w.ToFloats())];
        Assert.Equal(weights, found.Length);
        Assert.Equal([0f, -1e4f, 0f], found[^1]);
    }

    private string Model => _folder["model.onnx"];

    private void AreShort()
    {
        using FileStream stream = File.OpenRead(Model);
        ImportedModel model = ModelConversion.Run(OnnxFileReader.Read(stream), new Dictionary<string, int>());
        Assert.All(model.Layers, layer => Assert.InRange(layer.Function?.Source.Length ?? 0, 0, 3_000));
    }

    private void Write(OnnxNode[] nodes, ProtoMessage[] tensors, int opset = 13, string[]? shape = null) =>
        ModelFile.Write(Model, nodes, tensors, opset, shape);

    private string Source(OnnxNode[] nodes, params ProtoMessage[] tensors) => Source(nodes, 13, null, tensors);

    private string Source(OnnxNode[] nodes, int opset = 13, string[]? shape = null, params ProtoMessage[] tensors)
    {
        Write(nodes, tensors, opset, shape);
        return OnnxImporter.Import(Model).Source;
    }
}
