extern alias runtime;

using System.Text.Json;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using runtime::DeepDsl;

namespace DeepDsl.Compiler.Tests.Models;

/// <summary>The models of DeepDsl.Models against torchvision's, and against others' in PyTorch (tests/reference/models.py).</summary>
public sealed class ReadyModelTests
{
    private static readonly JsonElement s_reference = ReferenceFile.Read("models.json");

    /// <summary>The interpreter takes up to a second for each.</summary>
    private static readonly string[] s_slow =
        ["AlexNet", "EfficientNetB0", "GoogLeNet", "InceptionV3", "MobileNetV3Large", "ResNet18", "ResNet50", "SqueezeNet"];

    public static TheoryData<int> Cases => [.. Numbers.Where(n => !s_slow.Contains(ModelOf(n)))];

    public static TheoryData<int> SlowCases => [.. Numbers.Where(n => s_slow.Contains(ModelOf(n)))];

    private static IEnumerable<int> Numbers => Enumerable.Range(0, s_reference.GetProperty("parity").GetArrayLength());

    [Theory]
    [InlineData("LeNet5", "[10]", 32, 32, 1)]
    [InlineData("AlexNet", "[1000]", 224, 224, 3)]
    [InlineData("Vgg11", "[1000]", 224, 224, 3)]
    [InlineData("Vgg16", "[1000]", 224, 224, 3)]
    [InlineData("Vgg19", "[1000]", 224, 224, 3)]
    [InlineData("ResNet18", "[1000]", 224, 224, 3)]
    [InlineData("ResNet20", "[10]", 32, 32, 3)]
    [InlineData("ResNet50", "[1000]", 224, 224, 3)]
    [InlineData("GoogLeNet", "[1000]", 224, 224, 3)]
    [InlineData("GoogLeNetAuxiliary", "[1000]", 14, 14, 512)]
    [InlineData("InceptionV3", "[1000]", 299, 299, 3)]
    [InlineData("InceptionV3Auxiliary", "[1000]", 17, 17, 768)]
    [InlineData("MobileNetV1", "[1000]", 224, 224, 3)]
    [InlineData("MobileNetV2", "[1000]", 224, 224, 3)]
    [InlineData("MobileNetV3Large", "[1000]", 224, 224, 3)]
    [InlineData("MobileNetV3Small", "[1000]", 224, 224, 3)]
    [InlineData("EfficientNetB0", "[1000]", 224, 224, 3)]
    [InlineData("SqueezeNet", "[1000]", 227, 227, 3)]
    [InlineData("SqueezeNet11", "[1000]", 227, 227, 3)]
    [InlineData("DenseNet121", "[1000]", 224, 224, 3)]
    [InlineData("UNet", "[64, 96, 2]", 64, 96, 3)]
    [InlineData("DcganGenerator", "[64, 64, 3]", 100)]
    [InlineData("DcganDiscriminator", "[1]", 64, 64, 3)]
    [InlineData("DeepAutoencoder", "[784]", 784)]
    [InlineData("DenoisingAutoencoder", "[28, 28, 1]", 28, 28, 1)]
    [InlineData("VariationalAutoencoder", "[784]", 784)]
    [InlineData("Nerf", "[4]", 3)]
    [InlineData("ViT", "[1000]", 224, 224, 3)]
    [InlineData("Gpt2", "[16, 50257]", 16)]
    [InlineData("Llama", "[16, 32000]", 16)]
    [InlineData("Bert", "[768]", 16)]
    [InlineData("BertEncoder", "[16, 768]", 16)]
    [InlineData("EncoderDecoder", "[16, 32128]", 16)]
    [InlineData("TransformerXl", "[16, 204]", 16)]
    public void Has_the_published_size(string name, string output, params int[] input)
    {
        bool isOfTokens = name is "Gpt2" or "Llama" or "Bert" or "BertEncoder" or "EncoderDecoder" or "TransformerXl";
        bool hasTwoInputs = name is not ("Gpt2" or "Llama" or "TransformerXl") && (isOfTokens || name == "Nerf");
        ModelGraph model = ReadyModel.Build(name, "", hasTwoInputs ? [input, input] : [input], isOfTokens);
        Assert.Equal(s_reference.GetProperty("sizes").GetProperty(name).GetInt64(), model.ParameterCount);
        Assert.Equal(output, model.Outputs.Single().Node.Shape.WithoutBatch().ToString());
    }

    [Fact]
    public void Every_size_has_a_test() => Assert.Equal(
        s_reference.GetProperty("sizes").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal),
        typeof(ReadyModelTests).GetMethod(nameof(Has_the_published_size))!.GetCustomAttributes(false).OfType<InlineDataAttribute>()
            .Select(d => (string)d.GetData(null!).Single()[0]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_equal_those_of_the_same_weights_in_PyTorch(int number)
    {
        JsonElement reference = s_reference.GetProperty("parity")[number];
        int[][] inputs = [.. reference.GetProperty("inputs").EnumerateArray().Select(Ints)];
        string arguments = string.Join(", ", reference.GetProperty("arguments").EnumerateObject().Select(a => $"{a.Name} = {a.Value.GetRawText()}"));
        int[] tokens = reference.TryGetProperty("tokens", out JsonElement limits) ? Ints(limits) : [];
        ModelGraph model = ReadyModel.Build(ModelOf(number), arguments, inputs, ofTokens: tokens.Length > 0);
        TorchWeights weights = new(model);
        double[] y = new Interpreter(1, node => node switch
        {
            InputNode input => Input(input, model, tokens),
            LeafNode leaf => weights.Of(leaf),
            _ => throw new InvalidOperationException(node.Describe()),
        }).Evaluate(model.Outputs.Single().Node).Values;
        double[] expected = [.. reference.GetProperty("output").EnumerateArray().Select(v => v.GetDouble())];
        Assert.Equal(reference.GetProperty("length").GetInt32(), y.Length);
        int step = y.Length == expected.Length ? 1 : 37;
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - y[i * step]) <= 1e-9 * scale, $"output {i * step}: expected {expected[i]}, found {y[i * step]}");
        }
    }

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(SlowCases))]
    public void Outputs_of_a_large_model_equal_those_of_the_same_weights_in_PyTorch(int number) =>
        Outputs_equal_those_of_the_same_weights_in_PyTorch(number);

    [Fact]
    public void Names_and_shapes_are_those_of_the_state_dict()
    {
        ModelGraph model = ReadyModel.Build("MobileNetV2", "Classes = 5, Width = 0.25", [[32, 32, 3]]);
        IEnumerable<string> expected = s_reference.GetProperty("file").EnumerateObject()
            .Where(t => !t.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Select(t => $"{t.Name} {string.Join("x", Ints(t.Value))}");
        IEnumerable<string> found =
        [
            .. model.Parameters.Select(p => $"{p.TorchName} {string.Join("x", p.TorchPermutation.Select(axis => p.Shape[axis]).DefaultIfEmpty(p.Shape[0]))}"),
            .. model.States.Select(s => $"{s.TorchName} {s.Shape[0]}"),
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static string ModelOf(int number) => s_reference.GetProperty("parity")[number].GetProperty("model").GetString()!;

    private static int[] Ints(JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetInt32())];

    private static Tensor Input(InputNode node, ModelGraph model, int[] tokens)
    {
        int[] shape = [1, .. node.Shape.WithoutBatch().Select(d => d.Value)];
        int index = model.Inputs.FindIndex(i => i.Node == node);
        double[] values = HashedValues.Of($"input{index}", shape.Aggregate(1, (a, b) => a * b));
        return new Tensor(shape, tokens.Length == 0 ? values : Array.ConvertAll(values, v => Math.Floor((v + 1) / 2 * tokens[index])));
    }
}
