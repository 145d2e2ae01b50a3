using System.Text.Json;
using DeepDsl.Compiler.Optimizers;

namespace DeepDsl.Compiler.Tests.Optimizers;

/// <summary>The formulas of the table against PyTorch, both in double (tests/reference/optimizers.py).</summary>
public sealed class OptimizerReferenceTests
{
    /// <summary>Only the order of operations differs.</summary>
    private const double Tolerance = 1e-13;

    private static readonly JsonElement Torch = ReferenceFile.Read("optimizers.json");

    /// <summary>Clipping is no part of a rule.</summary>
    public static TheoryData<string> Cases() =>
        [.. Of(Torch).Where(c => !Settings(c).Keys.Any(k => k.StartsWith("Clip", StringComparison.Ordinal))).Select(Name)];

    public static TheoryData<string> Optimizers() => [.. OptimizerTable.All.Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ten_steps_are_PyTorchs(string name) => Follow(Torch, name, recorded: 1);

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Fifty_steps_are_PyTorchs(string optimizer)
    {
        JsonElement run = Torch.GetProperty("long");
        Assert.Equal(50, run.GetProperty("gradients").GetArrayLength());
        Follow(run, optimizer, run.GetProperty("recorded").GetInt32());
    }

    private static void Follow(JsonElement run, string name, int recorded)
    {
        JsonElement expected = Of(run).Single(c => Name(c) == name);
        OptimizerRule rule = OptimizerTable.Find(expected.GetProperty("optimizer").GetString()!)!;
        OptimizerRun actual = new(rule, Settings(expected), Flat(Torch.GetProperty("start")));
        double[][] weights = [.. expected.GetProperty("weights").EnumerateArray().Select(Flat)];
        double[][] gradients = [.. run.GetProperty("gradients").EnumerateArray().Select(Flat)];
        Assert.Equal(gradients.Length, weights.Length * recorded);
        for (int step = 0; step < gradients.Length; step++)
        {
            actual.Step(gradients[step]);
            for (int i = 0; (step + 1) % recorded == 0 && i < actual.Weights.Length; i++)
            {
                double torch = weights[((step + 1) / recorded) - 1][i];
                Assert.True(Math.Abs(torch - actual.Weights[i]) <= Tolerance * Math.Max(1, Math.Abs(torch)),
                    $"Step {step + 1}, weight {i}: PyTorch has {torch:R}, {rule.Name} {actual.Weights[i]:R}.");
            }
        }
    }

    private static IEnumerable<JsonElement> Of(JsonElement run) => run.GetProperty("cases").EnumerateArray();

    private static string Name(JsonElement expected) => expected.GetProperty("name").GetString()!;

    private static Dictionary<string, double> Settings(JsonElement expected) =>
        expected.GetProperty("settings").EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetDouble());

    private static double[] Flat(JsonElement tensors) =>
        [.. tensors.EnumerateArray().SelectMany(t => t.EnumerateArray()).Select(v => v.GetDouble())];
}
