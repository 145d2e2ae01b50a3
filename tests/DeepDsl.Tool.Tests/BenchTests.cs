using System.Text.Json;
using DeepDsl.Tests;
using DeepDsl.Tool.Host;

namespace DeepDsl.Tool.Tests;

public sealed class BenchTests : IDisposable
{
    private const string Short = "0.05";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Predictions_and_steps_are_timed_and_allocate_nothing()
    {
        // 4 filters of 9 weights at 6 x 6 places, and 144 values by 3.
        const int MultiplyAdds = (4 * 9 * 36) + (144 * 3);
        _folder.Write("Net.cs", ToolSources.Sound);
        string json = ToolRun.Done(_folder["."], "bench", "--batch", "8", "--threads", "1", "--seconds", Short, "--json");
        using JsonDocument answer = JsonDocument.Parse(json);
        Assert.Equal("Net", answer.RootElement.GetProperty("model").GetString());
        Assert.StartsWith("CPU (1 thread, ", answer.RootElement.GetProperty("device").GetString(), StringComparison.Ordinal);
        Assert.Equal(2 * MultiplyAdds, answer.RootElement.GetProperty("flops_of_a_prediction").GetDouble());
        (string Name, int Samples, double Flops)[] expected =
            [("predict one", 1, 2 * MultiplyAdds), ("predict a batch", 8, 2 * MultiplyAdds), ("training step", 8, 6 * MultiplyAdds)];
        JsonElement[] calls = [.. answer.RootElement.GetProperty("calls").EnumerateArray()];
        Assert.Equal(
            expected.Select(e => (e.Name, e.Samples)),
            calls.Select(c => (c.GetProperty("name").GetString()!, c.GetProperty("samples").GetInt32())));
        Assert.All(calls.Zip(expected), call =>
        {
            double Number(string name) => call.First.GetProperty(name).GetDouble();
            Assert.Equal(0, Number("allocated_bytes"));
            Assert.InRange(Number("median_ms"), Number("fastest_ms"), Number("slowest_ms"));
            Assert.True(Number("fastest_ms") > 0);
            Assert.Equal(call.Second.Samples * 1000 / Number("median_ms"), Number("samples_per_s"), Number("samples_per_s") * 1e-9);
            Assert.Equal(Number("samples_per_s") * call.Second.Flops / 1e9, Number("gflop_per_s"), Number("gflop_per_s") * 1e-9);
        });
    }

    /// <summary>Else a clock would say nothing of training.</summary>
    [Fact]
    public void Each_step_is_an_update_of_the_weights()
    {
        Net net = new(seed: 1);
        float before = net.Parameters[0].Value[0];
        BenchResult result = BenchHost.Run(net, new BenchWork(Batch: 4, Seconds: 0.02));
        Assert.InRange(net.Step, result.Step!.Calls + 1, int.MaxValue);
        Assert.NotEqual(before, net.Parameters[0].Value[0]);
    }

    [Fact]
    public void Slow_calls_are_timed_three_times_and_the_first_call_sizes_no_run()
    {
        int count = 0;
        BenchTimes slow = BenchClock.Time(samples: 1, seconds: 0.05, () =>
        {
            count++;
            Thread.Sleep(60);
        });
        Assert.Equal((3, 5), (slow.Calls, count)); // two to get warm
        bool isFirst = true;
        BenchTimes fast = BenchClock.Time(samples: 1, seconds: 0.1, () =>
        {
            if (isFirst)
            {
                Thread.Sleep(60);
            }
            isFirst = false;
        });
        Assert.InRange(fast.Calls, 1000, long.MaxValue);
    }

    [Fact]
    public void A_batch_that_no_array_holds_is_a_sentence() => Assert.Equal(
        "600000000 samples of 784 numbers are more than an array holds. Give a smaller --batch.",
        Assert.Throws<InvalidOperationException>(() => BenchHost.Run(new Net(seed: 1), new BenchWork(600_000_000, Seconds: 0.02))).Message);

    [Fact]
    public void A_model_in_a_generic_class_is_not_run()
    {
        _folder.Write("Net.cs", ToolSources.Sound.Replace("[Model", "public partial class Outer<T>\n{\n[Model", StringComparison.Ordinal) + "\n}\n");
        Assert.Equal(
            "Net is in Outer, which is generic, so it is another class for each type. Move it out to run it.",
            ToolRun.Refused(_folder["."], "bench"));
    }

    [Fact]
    public void What_throws_in_the_users_code_is_shown_with_its_place()
    {
        _folder.Write("Net.cs", ToolSources.Sound.Replace(
            "partial class Net;", "partial class Net { private readonly int _size = System.Array.Empty<int>()[1]; }", StringComparison.Ordinal));
        ToolRun run = ToolRun.In(_folder["."], "bench");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("System.IndexOutOfRangeException: ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith(" ended with 1, for the reason above.\n", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Tokens below their limit, an edge of a graph between nodes, targets of each kind, and dimensions that calls set.</summary>
    [Fact]
    public void Every_kind_of_input_and_target_is_made()
    {
        _folder.Write("Nets.cs", """
            using DeepDsl;

            [Model, Input(6, Type = ElementType.Int32, Name = "text"), Input(4, Name = "numbers")]
            [Embedding(9, 4, From = "text"), GlobalAvgPool1D, Add("numbers", Name = "both")]
            [Dense(3, Name = "kind"), Dense(2, From = "both", Name = "size")]
            [Output("kind"), Output("size"), Loss(Loss.SoftmaxCrossEntropy, Output = "kind"), Loss(Loss.MeanSquaredError, Output = "size")]
            public partial class Both;

            [Model, Input(Dim.Edges, 2, Type = ElementType.Int32, Name = "edges"), Input(Dim.Nodes, 5)]
            [Extent(Dim.Nodes, Max = 12), Extent(Dim.Edges, Max = 30)]
            [GraphConv(4, Activation = Activation.ReLU), GraphConv(2), Loss(Loss.SoftmaxCrossEntropy)]
            internal partial class Graph;
            """);
        Assert.Equal(
            "Nets.cs has 2 models, Both, Graph. Choose one by --model.", ToolRun.Refused(_folder["."], "bench", "Nets.cs"));
        foreach (string name in (string[])["Both", "Graph"])
        {
            string[] lines = ToolRun.Done(_folder["."], "bench", "Nets.cs", "--model", name, "--batch", "3", "--seconds", Short).Split('\n');
            Assert.StartsWith(name, lines[0], StringComparison.Ordinal);
            Assert.StartsWith("training step          3 ", lines[4], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_model_without_a_loss_has_no_steps_and_one_with_mistakes_is_not_run()
    {
        _folder.Write("Net.cs", ToolSources.Sound.Replace(", Loss(Loss.SoftmaxCrossEntropy)", "", StringComparison.Ordinal));
        string table = ToolRun.Done(_folder["."], "bench", "--seconds", Short);
        Assert.Contains("predict a batch", table, StringComparison.Ordinal);
        Assert.DoesNotContain("training step", table, StringComparison.Ordinal);
        _folder.Write("Net.cs", ToolSources.Wrong);
        ToolRun run = ToolRun.In(_folder["."], "bench");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("Net is wrong", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_compiler_or_the_library_refuses_is_passed_on()
    {
        _folder.Write("Net.cs", ToolSources.Sound + "\n\npublic static class Other { public static int Sum() => missing; }\n");
        ToolRun run = ToolRun.In(_folder["."], "bench");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("CS0103: The name 'missing' does not exist in the current context", run.Error, StringComparison.Ordinal);
        Assert.EndsWith(" was not compiled, so nothing was run.\n", run.Error, StringComparison.Ordinal);

        _folder.Write("Net.cs", ToolSources.Sound);
        SafetensorsFile.Write(_folder["other.safetensors"], [SafetensorsTensor.FromFloats("conv1.weight", [1], [1])]);
        Assert.Equal(
            $"{_folder["other.safetensors"]} does not fit Net, which is unchanged: it lacks 'conv1.bias', 'dense1.weight', 'dense1.bias'; shapes "
            + "differ: conv1.weight (file: F32 [1], model: F32 [3, 3, 1, 4]). Load with strict: false to take what fits.",
            ToolRun.Refused(_folder["."], "bench", "--weights", "other.safetensors"));
        Assert.Equal(
            "none.safetensors does not exist. Name a file of weights, such as net.safetensors.",
            ToolRun.Refused(_folder["."], "bench", "--weights", "none.safetensors"));
        Assert.Equal("--batch 0 is none. Give a number from 1 on, or leave it out.", ToolRun.Refused(_folder["."], "bench", "--batch", "0"));
        Assert.Equal(
            "--seconds 0 is no time to measure for. Give one from 0.1 to 3600.", ToolRun.Refused(_folder["."], "bench", "--seconds", "0"));
    }
}
