using System.Reflection;
using System.Text.Json;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Optimizers;

/// <summary>Ten steps of each optimizer, and fifty with its defaults, against PyTorch in double (tests/reference/optimizers.py).</summary>
public sealed class TorchOptimizerTests
{
    private static readonly JsonElement Torch = Reference.Read("optimizers.json");

    private static readonly string[] Names =
        [.. Torch.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    public static TheoryData<string> Cases() => [.. Names];

    public static TheoryData<string> Optimizers() => [.. Enum.GetNames<Optimizer>()];

    [Fact]
    public void Every_optimizer_has_cases() =>
        Assert.All(Enum.GetNames<Optimizer>(), name => Assert.True(Names.Count(n => n.StartsWith(name + ',')) >= 2, name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_are_PyTorchs(string name) => Follow(Torch, name, recorded: 1);

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Weights_are_PyTorchs_over_fifty_steps(string optimizer)
    {
        JsonElement run = Torch.GetProperty("long");
        Follow(run, optimizer, run.GetProperty("recorded").GetInt32());
    }

    /// <param name="run">Gradients, and the weights that followed.</param>
    /// <param name="recorded">The weights are those after every so many steps.</param>
    private static void Follow(JsonElement run, string name, int recorded)
    {
        JsonElement expected = run.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        float[][] start = Tensors(Torch.GetProperty("start"));
        foreach (Device device in Devices.EveryWidth())
        {
            FlatModel net = new(FlatModel.Define([.. start.Select((v, i) => FlatModel.Vector($"p{i}", v.Length))]), 1, device);
            Apply(expected, net.Training);
            for (int i = 0; i < start.Length; i++)
            {
                start[i].CopyTo(net.Parameters[i].Edit());
            }

            JsonElement.ArrayEnumerator weights = expected.GetProperty("weights").EnumerateArray();
            foreach ((JsonElement gradients, int step) in run.GetProperty("gradients").EnumerateArray().Select((g, i) => (g, i)))
            {
                foreach ((float[] values, Parameter parameter) in Tensors(gradients).Zip(net.Parameters))
                {
                    values.CopyTo(net.Gradients[parameter]);
                }

                net.Update();
                if ((step + 1) % recorded == 0)
                {
                    Assert.True(weights.MoveNext());
                    Check(weights.Current, net, step);
                }
            }

            Assert.False(weights.MoveNext());
        }
    }

    private static void Apply(JsonElement expected, TrainOptions options)
    {
        options.Optimizer = Enum.Parse<Optimizer>(expected.GetProperty("optimizer").GetString()!);
        foreach (JsonProperty setting in expected.GetProperty("settings").EnumerateObject())
        {
            PropertyInfo property = typeof(TrainOptions).GetProperty(setting.Name)!;
            property.SetValue(options, setting.Value.GetDouble());
        }
    }

    private static void Check(JsonElement expected, FlatModel net, int step)
    {
        foreach ((JsonElement values, Parameter parameter) in expected.EnumerateArray().Zip(net.Parameters))
        {
            double[] doubles = values.Doubles();
            for (int i = 0; i < doubles.Length; i++)
            {
                // Floats near zero are differences of numbers near one.
                double tolerance = 1e-5 * Math.Max(Math.Abs(doubles[i]), 0.1);
                Assert.True(
                    Math.Abs(doubles[i] - parameter.Value[i]) <= tolerance,
                    $"{net.Device}, step {step}, {parameter.Name}[{i}]: expected {doubles[i]:R}, found {parameter.Value[i]:R}");
            }
        }
    }

    private static float[][] Tensors(JsonElement element) => [.. element.EnumerateArray().Select(e => e.Floats())];
}
