using System.Text.Json;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Tests;
using DeepDsl.Compiler.Tests.Models;

namespace DeepDsl.Onnx.Tests;

/// <summary>The models of DeepDsl.Models, in the sizes in which they are compared with PyTorch.</summary>
public sealed class ReadyModelTests
{
    private static readonly JsonElement s_reference = ReferenceFile.Read("models.json").GetProperty("parity");

    /// <summary>The interpreter takes up to a second for each.</summary>
    private static readonly string[] s_slow =
    [
        "AlexNet", "EfficientNetB0", "GoogLeNet", "InceptionV3", "MobileNetV2", "MobileNetV3Large", "ResNet18", "ResNet50", "SqueezeNet",
        "Vgg11",
    ];

    public static TheoryData<string, int> Cases => Of(isSlow: false);

    public static TheoryData<string, int> SlowCases => Of(isSlow: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_are_those_of_the_interpreter(string name, int number)
    {
        (ModelGraph model, int tokens) = Built(name, number);
        ModelValues values = new(_ => 1) { Low = -1, High = 1, IntLimit = tokens, WeightGain = 1 };
        using OnnxRun run = new(model, values, opset: 17);
        run.Check(values);
    }

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(SlowCases))]
    public void Outputs_of_a_large_model_are_those_of_the_interpreter(string name, int number) =>
        Outputs_are_those_of_the_interpreter(name, number);

    /// <summary>A model in one of its sizes, and below what its tokens are; 0 where it has none.</summary>
    internal static (ModelGraph Model, int Tokens) Built(string name, int number)
    {
        JsonElement reference = s_reference[number];
        int[][] inputs =
            [.. reference.GetProperty("inputs").EnumerateArray().Select(i => i.EnumerateArray().Select(v => v.GetInt32()).ToArray())];
        string arguments = string.Join(
            ", ", reference.GetProperty("arguments").EnumerateObject().Select(a => $"{a.Name} = {a.Value.GetRawText()}"));
        int tokens = reference.TryGetProperty("tokens", out JsonElement limits) ? limits.EnumerateArray().Min(v => v.GetInt32()) : 0;
        return (ReadyModel.Build(name, arguments, inputs, ofTokens: tokens > 0), tokens);
    }

    private static TheoryData<string, int> Of(bool isSlow)
    {
        TheoryData<string, int> cases = [];
        for (int i = 0; i < s_reference.GetArrayLength(); i++)
        {
            string name = s_reference[i].GetProperty("model").GetString()!;
            if (s_slow.Contains(name) == isSlow)
            {
                cases.Add(name, i);
            }
        }

        return cases;
    }
}
