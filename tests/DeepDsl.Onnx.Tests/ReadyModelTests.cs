using System.Text.Json;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Tests;
using DeepDsl.Compiler.Tests.Models;

namespace DeepDsl.Onnx.Tests;

/// <summary>The models of DeepDsl.Models, in the sizes in which they are compared with PyTorch.</summary>
public sealed class ReadyModelTests
{
    private static readonly JsonElement s_reference = ReferenceFile.Read("models.json").GetProperty("parity");

    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> cases = [];
            for (int i = 0; i < s_reference.GetArrayLength(); i++)
            {
                cases.Add(s_reference[i].GetProperty("model").GetString()!, i);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_are_those_of_the_interpreter(string name, int number)
    {
        JsonElement reference = s_reference[number];
        int[][] inputs =
            [.. reference.GetProperty("inputs").EnumerateArray().Select(i => i.EnumerateArray().Select(v => v.GetInt32()).ToArray())];
        string arguments = string.Join(
            ", ", reference.GetProperty("arguments").EnumerateObject().Select(a => $"{a.Name} = {a.Value.GetRawText()}"));
        int tokens = reference.TryGetProperty("tokens", out JsonElement limits) ? limits.EnumerateArray().Min(v => v.GetInt32()) : 0;
        ModelGraph model = ReadyModel.Build(name, arguments, inputs, ofTokens: tokens > 0);
        ModelValues values = new(_ => 1) { Low = -1, High = 1, IntLimit = tokens, WeightGain = 1 };
        using OnnxRun run = new(model, values, opset: 17);
        run.Check(values);
    }
}
