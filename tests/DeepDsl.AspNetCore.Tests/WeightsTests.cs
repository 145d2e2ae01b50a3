using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace DeepDsl.AspNetCore.Tests;

/// <summary>The file of weights: at the start, and when another takes its place.</summary>
public sealed class WeightsTests : IDisposable
{
    private const string Sample = "[0.5, -1, 2, 0, 1, 4]";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_does_not_fit_ends_the_program_before_it_listens()
    {
        new FlatNet().SaveWeights(_folder["fruit.safetensors"]);
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(
            () => TestApp.StartAsync(s => s.AddModel<FruitNet>(_folder["fruit.safetensors"]), _ => { }));
        Assert.Contains("FruitNet", error.Message, StringComparison.Ordinal);
        Assert.Contains("dense1.weight (file: F32 [1, 1], model: F32 [6, 5])", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_file_is_taken_and_one_that_is_damaged_is_not()
    {
        new FruitNet(seed: 1).SaveWeights(_folder["fruit.safetensors"]);
        await using TestApp app = await TestApp.StartAsync(
            s =>
            {
                s.AddModel<FruitNet>(_folder["fruit.safetensors"], o => o.ReloadEvery = TimeSpan.FromMilliseconds(20));
                s.AddHealthChecks().AddModel<FruitNet>();
            },
            a =>
            {
                a.MapPredict<FruitNet>("/");
                a.MapHealthChecks("/health");
            });
        Assert.Equal(Of(new FruitNet(seed: 1)), await FirstAsync(app));
        Assert.Equal("Healthy", await app.Client.GetStringAsync("/health"));

        new FruitNet(seed: 2).SaveWeights(_folder["fruit.safetensors"]);
        await UntilAsync(async () => await FirstAsync(app) == Of(new FruitNet(seed: 2)));

        File.WriteAllText(_folder["fruit.safetensors"], "damaged");
        await UntilAsync(async () => await app.Client.GetStringAsync("/health") == "Degraded");
        Assert.Equal(Of(new FruitNet(seed: 2)), await FirstAsync(app));
        HealthReport report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.StartsWith("FruitNet keeps its weights of before: ", report.Entries["FruitNet"].Description, StringComparison.Ordinal);

        new FruitNet(seed: 3).SaveWeights(_folder["fruit.safetensors"]);
        await UntilAsync(async () => await app.Client.GetStringAsync("/health") == "Healthy");
        Assert.Equal(Of(new FruitNet(seed: 3)), await FirstAsync(app));
    }

    /// <summary>As <c>current.safetensors</c> that leads to one version or another, with equal times and lengths.</summary>
    [Fact]
    public async Task A_link_that_leads_to_another_file_is_another_file()
    {
        DateTime written = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (int seed = 1; seed <= 2; seed++)
        {
            new FruitNet(seed).SaveWeights(_folder[$"{seed}.safetensors"]);
            File.SetLastWriteTimeUtc(_folder[$"{seed}.safetensors"], written);
        }
        if (!TryLink("1.safetensors"))
        {
            return;
        }
        await using TestApp app = await StartReloadingAsync();
        Assert.Equal(Of(new FruitNet(seed: 1)), await FirstAsync(app));
        Assert.True(TryLink("2.safetensors"));
        await UntilAsync(async () => await FirstAsync(app) == Of(new FruitNet(seed: 2)));
    }

    [Fact]
    public async Task A_file_that_is_written_anew_behind_a_link_is_taken()
    {
        new FruitNet(seed: 1).SaveWeights(_folder["1.safetensors"]);
        if (!TryLink("1.safetensors"))
        {
            return;
        }
        await using TestApp app = await StartReloadingAsync();
        Assert.Equal(Of(new FruitNet(seed: 1)), await FirstAsync(app));
        new FruitNet(seed: 2).SaveWeights(_folder["1.safetensors"]);
        await UntilAsync(async () => await FirstAsync(app) == Of(new FruitNet(seed: 2)));
    }

    /// <summary>As one whose file is full: what is served must not depend on what is written about it.</summary>
    [Fact]
    public async Task A_logger_that_throws_does_not_end_the_reloading()
    {
        new FruitNet(seed: 1).SaveWeights(_folder["fruit.safetensors"]);
        await using TestApp app = await TestApp.StartAsync(
            s =>
            {
                s.AddModel<FruitNet>(_folder["fruit.safetensors"], o => o.ReloadEvery = TimeSpan.FromMilliseconds(20));
                s.AddSingleton<ILoggerProvider, ReloadsRefused>();
            },
            a => a.MapPredict<FruitNet>("/"));
        for (int seed = 2; seed <= 4; seed++)
        {
            new FruitNet(seed).SaveWeights(_folder["fruit.safetensors"]);
            await UntilAsync(async () => await FirstAsync(app) == Of(new FruitNet(seed)));
        }
        await app.StopAsync();
    }

    /// <summary>Each of them is told, whatever the other does with it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_listener_of_meters_and_a_logger_that_throw_do_not_keep_each_other_from_being_told(bool isLoaded)
    {
        new FruitNet(seed: 1).SaveWeights(_folder["fruit.safetensors"]);
        ReloadsRefused log = new();
        await using TestApp app = await TestApp.StartAsync(
            s =>
            {
                s.AddModel<FruitNet>(_folder["fruit.safetensors"], o => o.ReloadEvery = TimeSpan.FromMilliseconds(20));
                s.AddSingleton<ILoggerProvider>(log);
            },
            _ => { });
        IMeterFactory own = app.Services.GetRequiredService<IMeterFactory>();
        ConcurrentBag<string> told = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Name == "deepdsl.server.reloads" && instrument.Meter.Scope == own)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, _, tags, _) =>
        {
            told.Add(string.Join(' ', tags.ToArray().Select(t => t.Value)));
            throw new IOException("No space left on device");
        });
        listener.Start();
        if (isLoaded)
        {
            new FruitNet(seed: 2).SaveWeights(_folder["fruit.safetensors"]);
        }
        else
        {
            File.WriteAllText(_folder["fruit.safetensors"], "damaged");
        }

        string outcome = isLoaded ? "FruitNet ok" : "FruitNet failed";
        string expected = isLoaded ? nameof(ServingEvents.Reloaded) : nameof(ServingEvents.NotReloaded);
        await UntilAsync(() => Task.FromResult(told.Contains(outcome) && log.Refused.Contains(expected)));
    }

    [Fact]
    public void Whatever_stands_in_the_way_is_said_and_tried_again()
    {
        FailingNet net = new();
        WeightsFile file = new(_folder["fruit.safetensors"]);
        new FruitNet(seed: 1).SaveWeights(file.Path);
        file.Load(net);
        Assert.Null(file.Reload(net));

        new FruitNet(seed: 2).SaveWeights(file.Path);
        net.Fails = true;
        Assert.False(file.Reload(net));
        Assert.Equal("The device is gone.", file.Failure);
        Assert.Equal(Of(new FruitNet(seed: 1)), Of(net));
        net.Fails = false;
        Assert.True(file.Reload(net));
        Assert.Null(file.Failure);
        Assert.Equal(Of(new FruitNet(seed: 2)), Of(net));
    }

    /// <summary>The numbers of the weights before would read its records wrong.</summary>
    [Fact]
    public void A_file_without_numbers_of_records_takes_the_place_of_none_with_them()
    {
        LoanNet net = new(seed: 1);
        net.Fit([new Loan(1, 2, Home.Owned, "Ghent", null, true), new Loan(2, 3, null, "Ghent", null, false)], new FitOptions { Epochs = 1 });
        WeightsFile file = new(_folder["loans.safetensors"]);
        net.SaveWeights(file.Path);
        LoanNet served = new(seed: 2);
        file.Load(served);

        new LoanNet(seed: 3).SaveWeights(file.Path);
        Assert.False(file.Reload(served));
        Assert.Equal(
            $"{file.Path} holds no numbers fitted to records, by which LoanNet reads them; save LoanNet after Fit on records.", file.Failure);
        Assert.Equal(net.Parameters[0].Value.ToArray(), served.Parameters[0].Value.ToArray());
        net.SaveWeights(file.Path);
        Assert.True(file.Reload(served));
    }

    [Fact]
    public async Task A_model_that_gives_no_numbers_or_takes_no_requests_is_unhealthy()
    {
        new FruitNet(seed: 1).SaveWeights(_folder["fruit.safetensors"]);
        await using TestApp app = await TestApp.StartAsync(
            s =>
            {
                s.AddModel<FruitNet>(_folder["fruit.safetensors"]);
                s.AddHealthChecks().AddModel<FruitNet>("net");
            },
            _ => { });
        HealthCheckService checks = app.Services.GetRequiredService<HealthCheckService>();
        FruitNet net = app.Services.GetRequiredService<FruitNet>();
        float before = net.Parameters[0].Value[0];
        net.Parameters[0].Edit()[0] = float.NaN;
        HealthReportEntry wrong = (await checks.CheckHealthAsync()).Entries["net"];
        Assert.Equal(HealthStatus.Unhealthy, wrong.Status);
        Assert.StartsWith("FruitNet gives no finite numbers", wrong.Description, StringComparison.Ordinal);
        net.Parameters[0].Edit()[0] = before;
        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync()).Status);
        await app.StopAsync();
        Assert.Equal(HealthStatus.Unhealthy, (await checks.CheckHealthAsync()).Status);
    }

    [Fact]
    public void A_model_that_is_mapped_twice_is_one_and_added_twice_an_error()
    {
        ServiceCollection services = new();
        services.AddModel<FruitNet>("x");
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => services.AddModel<FruitNet>("x"));
        Assert.Equal("FruitNet was added already; call AddModel once for each model.", error.Message);
    }

    [Fact]
    public async Task A_model_that_was_not_added_is_an_error()
    {
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApp.StartAsync(_ => { }, a => a.MapPredict<FruitNet>("/")));
        Assert.Equal("FruitNet is not among the services; call services.AddModel<FruitNet>(...) first.", error.Message);
    }

    private Task<TestApp> StartReloadingAsync() => TestApp.StartAsync(
        s => s.AddModel<FruitNet>(_folder["fruit.safetensors"], o => o.ReloadEvery = TimeSpan.FromMilliseconds(20)),
        a => a.MapPredict<FruitNet>("/"));

    /// <summary>Puts a link to a file in the place of the one before; false where Windows does not let everybody.</summary>
    private bool TryLink(string target)
    {
        try
        {
            File.CreateSymbolicLink(_folder["link"], target);
            File.Move(_folder["link"], _folder["fruit.safetensors"], overwrite: true);
            return true;
        }
        catch (Exception error) when (OperatingSystem.IsWindows() && error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static float Of(FruitNet net) => net.PredictProbabilities([0.5f, -1, 2, 0, 1, 4])[0];

    private static async Task<float> FirstAsync(TestApp app)
    {
        (int status, JsonElement answer) = await app.PostAsync("/", Sample);
        Assert.True(status == 200, answer.ToString());
        return answer.GetProperty("probabilities").GetProperty("Apple").GetSingle();
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (int i = 0; i < 600; i++)
        {
            if (await condition())
            {
                return;
            }
            await Task.Delay(50);
        }
        Assert.Fail("It did not come about within half a minute.");
    }

    private sealed class FailingNet : FruitNet
    {
        public bool Fails { get; set; }

        protected override string? FeatureDeclaration => Fails ? throw new NotSupportedException("The device is gone.") : null;
    }

    /// <summary>Takes what is logged at the start, and nothing after it.</summary>
    private sealed class ReloadsRefused : ILoggerProvider, ILogger
    {
        public ConcurrentBag<string> Refused { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name is nameof(ServingEvents.Reloaded) or nameof(ServingEvents.NotReloaded))
            {
                Refused.Add(eventId.Name);
                throw new IOException("No space left on device");
            }
        }

        public void Dispose()
        {
        }
    }
}
