using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

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
}
