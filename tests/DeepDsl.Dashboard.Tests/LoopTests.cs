using System.Text.Json;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Dashboards;

/// <summary>Loops by hand.</summary>
public sealed class LoopTests
{
    [Fact]
    public async Task A_loop_is_shown_and_steered()
    {
        using Dashboard dashboard = new() { Between = TimeSpan.Zero };
        Client client = new(dashboard.Start());
        TinyNet net = new(seed: 1);
        (float[] x, int[] y) = (FitData.Make(8).InputArray(), FitData.Make(8).LabelArray());
        List<double> losses = [];
        Task loop = Task.Run(() =>
        {
            float loss;
            do
            {
                loss = net.TrainStep(x, y);
                losses.Add(loss);
            }
            while (dashboard.Step(net, loss, samples: 8));
            dashboard.End();
        });
        await client.Until(s => s.GetProperty("run").GetInt32() == 1);
        await client.Post("/rate?run=1", "0.5");
        await client.Until(s => s.GetProperty("status").GetProperty("rate").GetDouble() == 0.5);
        await client.Post("/pause?run=1");
        await client.UntilPhase("paused");
        long paused = net.Step;
        await Task.Delay(100);
        Assert.Equal(paused, net.Step);
        await client.Post("/stop?run=1");
        await loop.WaitAsync(TimeSpan.FromMinutes(1));
        JsonElement state = await client.UntilPhase("stopped");
        Assert.Equal(paused, net.Step);
        Assert.Equal(0.5, net.Training.LearningRate);
        Assert.Equal(net.Step, state.GetProperty("status").GetProperty("step").GetInt64());
        Assert.Equal(losses[^1], state.GetProperty("status").GetProperty("loss").GetDouble());
        Assert.Equal("samples", state.GetProperty("status").GetProperty("speedUnit").GetString());
        Assert.Equal(
            [$"Dashboard: paused after update {paused}.", $"Dashboard: stops after update {paused}.", $"Dashboard: goes on after update {paused}."],
            state.GetProperty("lines").GetProperty("texts").EnumerateArray().Select(t => t.GetString()).Skip(1));
    }

    [Fact]
    public async Task Another_network_begins_another_picture()
    {
        using Dashboard dashboard = new();
        Assert.True(dashboard.Step(new TinyNet(seed: 1), 1.5));
        Assert.True(dashboard.Step(new TinyNet(seed: 2), 2.5));
        JsonElement state = await new Client(dashboard.Address!).State();
        Assert.Equal(2, state.GetProperty("run").GetInt32());
        Assert.Equal(2.5, state.GetProperty("status").GetProperty("loss").GetDouble());
        Assert.Equal("updates", state.GetProperty("status").GetProperty("speedUnit").GetString());
    }
}
