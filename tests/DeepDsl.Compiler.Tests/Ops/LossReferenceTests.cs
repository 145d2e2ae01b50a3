using System.Text.Json;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ops.Losses;

namespace DeepDsl.Compiler.Tests.Ops;

/// <summary>Ring 3 for losses: values and gradients that tests/reference/losses.py took from PyTorch.</summary>
public sealed class LossReferenceTests
{
    private const double Tolerance = 1e-10;

    private static readonly JsonElement[] Cases = [.. ReferenceFile.Read("losses.json").EnumerateArray()];

    public static IEnumerable<object[]> Indices() => Cases.Select((c, i) => new object[] { i, Title(c) });

    [Theory]
    [MemberData(nameof(Indices))]
    public void Value_and_gradient_equal_pytorchs(int index, string title)
    {
        JsonElement c = Cases[index];
        double[] prediction = Doubles(c, "prediction");
        LossGraph graph = OneLossModel.Build(c.GetProperty("arguments").GetString()!, Shape(c), c.GetProperty("labels").GetBoolean());
        Interpreter interpreter = OneLossModel.Run(graph, Shape(c)[0], prediction, Doubles(c, "target"), Doubles(c, "sampleWeights"));
        double loss = interpreter.Evaluate(graph.Loss).Values[0];
        double[] gradient = interpreter.Evaluate(graph.OutputGradients[0]!).Values;
        double[] expected = Doubles(c, "gradient");
        AssertNear(c.GetProperty("loss").GetDouble(), loss, $"{title}: loss");
        for (int i = 0; i < expected.Length; i++)
        {
            AssertNear(expected[i], gradient[i], $"{title}: gradient[{i}] at prediction {prediction[i]:R}");
        }
    }

    [Fact]
    public void Every_loss_has_values()
    {
        HashSet<string> covered = [.. Cases.Select(c => Title(c).Split(' ', ',')[2]["Loss.".Length..])];
        string missing = string.Join(", ", LossTable.All.Select(l => l.Name).Except(covered));
        Assert.True(missing.Length == 0, $"Add cases to tests/reference/losses.py and run it, for {missing}.");
    }

    private static void AssertNear(double expected, double found, string what)
    {
        bool near = Math.Abs(found - expected) <= Tolerance * Math.Max(1, Math.Abs(expected));
        Assert.True(near, $"{what} is {found:R}, PyTorch's {expected:R}.");
    }

    private static string Title(JsonElement c) =>
        $"{c.GetProperty("arguments").GetString()} on [{string.Join(", ", Shape(c))}]"
        + (c.GetProperty("labels").GetBoolean() ? ", labels" : "");

    private static int[] Shape(JsonElement c) => [.. c.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];

    private static double[] Doubles(JsonElement c, string name) => [.. c.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];
}
