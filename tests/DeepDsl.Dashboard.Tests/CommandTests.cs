using System.Text.Json;

namespace DeepDsl.Tests.Dashboards;

/// <summary>What pages ask for is done between two updates.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task A_pause_holds_the_training_until_it_is_resumed()
    {
        using WatchedFit watched = new(WatchedFit.Endless);
        await Begun(watched);
        Assert.Equal(202, (await watched.Client.Post("/pause?run=1")).Status);
        JsonElement paused = await watched.Client.UntilPhase("paused");
        long step = watched.Net.Step;
        Assert.Equal(step, paused.GetProperty("status").GetProperty("step").GetInt64());
        await Task.Delay(200);
        Assert.Equal(step, watched.Net.Step);

        Assert.Equal(202, (await watched.Client.Post("/resume?run=1")).Status);
        await watched.Client.Until(s => Step(s) > step);
        await watched.Stop();
        Assert.Contains($"Dashboard: paused after update {step}.", watched.Lines);
        Assert.Contains($"Dashboard: goes on after update {step}.", watched.Lines);
    }

    [Fact]
    public async Task A_stop_ends_the_fit_with_a_reason_also_from_a_pause()
    {
        using WatchedFit watched = new(WatchedFit.Endless);
        await Begun(watched);
        await watched.Client.Post("/pause?run=1");
        await watched.Client.UntilPhase("paused");
        Assert.Equal(202, (await watched.Client.Post("/stop?run=1")).Status);
        History history = await watched.Fit.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("Dashboard: stopped on its page.", history.StopReason);
        JsonElement status = (await watched.Client.UntilPhase("stopped")).GetProperty("status");
        Assert.Equal(history.StopReason, status.GetProperty("reason").GetString());
        Assert.Equal(409, (await watched.Client.Post("/pause?run=1")).Status);
    }

    [Fact]
    public async Task A_rate_counts_from_the_next_update_on()
    {
        using WatchedFit watched = new(WatchedFit.Endless);
        await Begun(watched);
        Assert.Equal(202, (await watched.Client.Post("/rate?run=1", "0.025")).Status);
        await watched.Client.Until(s => s.GetProperty("status").GetProperty("rate").GetDouble() == 0.025);
        await watched.Stop();
        Assert.Equal(0.025, watched.Net.Training.LearningRate);
        Assert.Contains(watched.Lines, l => l.StartsWith("Dashboard: learning rate 0.1 becomes 0.025 after update ", StringComparison.Ordinal));
    }

    /// <summary>The page changes what the schedule multiplies, also to the very value that the schedule has just given.</summary>
    [Fact]
    public async Task Of_a_schedule_the_rate_is_what_it_multiplies()
    {
        using WatchedFit watched = new(WatchedFit.Endless, o => o with { Schedule = new StepSchedule(1, 0.5) });
        await Begun(watched);
        await watched.Client.Until(s => s.GetProperty("status").GetProperty("epoch").GetInt32() > 1);
        await watched.Client.Post("/pause?run=1");
        JsonElement paused = (await watched.Client.UntilPhase("paused")).GetProperty("status");
        double rate = paused.GetProperty("rate").GetDouble();
        Assert.Equal(0.1, paused.GetProperty("baseRate").GetDouble());
        await watched.Client.Post("/rate?run=1", rate.ToString("R", null));
        await watched.Client.Until(s => s.GetProperty("status").GetProperty("baseRate").GetDouble() == rate);
        await watched.Stop();
        Assert.Equal(rate, watched.Net.Training.LearningRate);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("0,1")]
    [InlineData("fast")]
    public async Task What_is_no_rate_is_refused(string rate)
    {
        using WatchedFit watched = new(WatchedFit.Endless);
        await Begun(watched);
        Client.Answer answer = await watched.Client.Post("/rate?run=1", rate);
        Assert.Equal(400, answer.Status);
        Assert.Equal("A learning rate is a finite number of at least 0, such as 0.001.\n", answer.Text);
        await watched.Stop();
        Assert.Equal(0.1, watched.Net.Training.LearningRate);
    }

    [Fact]
    public async Task A_page_of_another_run_commands_nothing()
    {
        using WatchedFit watched = new(WatchedFit.Endless);
        await Begun(watched);
        Assert.Equal(409, (await watched.Client.Post("/stop?run=2")).Status);
        Assert.Equal(409, (await watched.Client.Post("/stop")).Status);
        await watched.Stop();
    }

    [Fact]
    public async Task Before_a_training_there_is_nothing_to_command()
    {
        using Dashboard dashboard = new();
        Client client = new(dashboard.Start());
        Assert.Equal(409, (await client.Post("/pause?run=0")).Status);
        Assert.Equal(409, (await client.Get("/weights.safetensors")).Status);
        Assert.Equal(0, (await client.State()).GetProperty("run").GetInt32());
    }

    [Fact]
    public async Task A_paused_fit_can_be_cancelled()
    {
        using CancellationTokenSource cancellation = new();
        using WatchedFit watched = new(WatchedFit.Endless, o => o with { CancellationToken = cancellation.Token });
        await Begun(watched);
        await watched.Client.Post("/pause?run=1");
        await watched.Client.UntilPhase("paused");
        await Cancelled(watched, cancellation);
        await watched.Client.UntilPhase("cancelled");
    }

    [Fact]
    public async Task A_pause_ends_with_the_dashboard()
    {
        using CancellationTokenSource cancellation = new();
        using WatchedFit watched = new(WatchedFit.Endless, o => o with { CancellationToken = cancellation.Token });
        await Begun(watched);
        await watched.Client.Post("/pause?run=1");
        await watched.Client.UntilPhase("paused");
        long step = watched.Net.Step;
        watched.Dashboard.Dispose();
        await Advances(watched, step);
        await Cancelled(watched, cancellation);
    }

    [Fact]
    public async Task The_weights_are_those_of_the_moment()
    {
        using TemporaryFolder folder = new();
        using WatchedFit watched = new(WatchedFit.Endless);
        await Begun(watched);
        Assert.Equal(200, (await watched.Client.Get("/weights.safetensors")).Status);
        await watched.Client.Post("/pause?run=1");
        await watched.Client.UntilPhase("paused");
        Client.Answer answer = await watched.Client.Get("/weights.safetensors");
        Assert.Contains("\r\nContent-Disposition: attachment; filename=\"TinyNet-1.safetensors\"\r\n", answer.Head, StringComparison.Ordinal);
        TinyNet other = new(seed: 2);
        other.LoadWeights(folder.Write("weights.safetensors", answer.Body));
        Assert.Equal(Training.FitData.Bits(watched.Net), Training.FitData.Bits(other));
        await watched.Stop();
    }

    /// <summary>No page could end the pause of the first any more.</summary>
    [Fact]
    public async Task A_paused_fit_goes_on_where_another_takes_the_page_over()
    {
        using CancellationTokenSource cancellation = new();
        using WatchedFit watched = new(WatchedFit.Endless, o => o with { CancellationToken = cancellation.Token });
        await Begun(watched);
        await watched.Client.Post("/pause?run=1");
        await watched.Client.UntilPhase("paused");
        long step = watched.Net.Step;
        new TinyNet(seed: 2).Fit(
            Training.FitData.Make(20), new FitOptions { Epochs = 1, Callbacks = [watched.Dashboard], Messages = _ => { } });
        Assert.Equal(2, (await watched.Client.UntilPhase("ended")).GetProperty("run").GetInt32());
        await Advances(watched, step);
        await Cancelled(watched, cancellation);
    }

    private static async Task Advances(WatchedFit watched, long step)
    {
        for (int i = 0; i < 1000 && watched.Net.Step == step; i++)
        {
            await Task.Delay(10);
        }
        Assert.True(watched.Net.Step > step);
    }

    private static long Step(JsonElement state) => state.GetProperty("status").GetProperty("step").GetInt64();

    private static Task<JsonElement> Begun(WatchedFit watched) =>
        watched.Client.Until(s => s.TryGetProperty("status", out _) && Step(s) > 0);

    private static async Task Cancelled(WatchedFit watched, CancellationTokenSource cancellation)
    {
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watched.Fit.WaitAsync(TimeSpan.FromMinutes(1)));
    }
}
