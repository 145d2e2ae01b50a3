using System.Reflection;
using System.Text.Json;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Optimizers;

/// <summary>Ten steps of each optimizer against PyTorch in double (tests/reference/optimizers.py).</summary>
public sealed class TorchOptimizerTests
{
    private static readonly JsonElement Torch = Reference.Read("optimizers.json");

    private static readonly string[] Names =
        [.. Torch.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    public static TheoryData<string> Cases() => [.. Names];

    [Fact]
    public void Every_optimizer_has_cases() =>
        Assert.All(Enum.GetNames<Optimizer>(), name => Assert.True(Names.Count(n => n.StartsWith(name + ',')) >= 2, name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_are_PyTorchs(string name)
    {
        JsonElement expected = Torch.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
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
            foreach ((JsonElement gradients, int step) in Torch.GetProperty("gradients").EnumerateArray().Select((g, i) => (g, i)))
            {
                foreach ((float[] values, Parameter parameter) in Tensors(gradients).Zip(net.Parameters))
                {
                    values.CopyTo(net.Gradients[parameter]);
                }

                net.Update();
                Assert.True(weights.MoveNext());
                Check(weights.Current, net, step);
            }
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
