using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace DeepDsl.AspNetCore.Tests;

/// <summary>Weights that do not fit a core's cache, so that a batch, which reads them once, is much cheaper than its samples.</summary>
[Model, Input(64), Dense(1024, Activation = Activation.ReLU), Dense(1024, Activation = Activation.ReLU), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class WideNet;

/// <summary>Many clients at once, over real connections of this machine.</summary>
public sealed class LoadTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task At_overload_each_request_is_answered_or_told_to_come_again()
    {
        await using WebApplication app = await StartAsync(o => (o.MaxPending, o.MaxBatchSize) = (8, 4));
        ConcurrentDictionary<HttpStatusCode, int> statuses = new();
        await Clients(app, clients: 32, requests: 1200, (status, _) => statuses.AddOrUpdate(status, 1, (_, n) => n + 1));
        output.WriteLine(string.Join(", ", statuses.Select(s => $"{(int)s.Key}: {s.Value}")));
        Assert.Equal(1200, statuses.Values.Sum());
        Assert.Superset(statuses.Keys.ToHashSet(), new HashSet<HttpStatusCode> { HttpStatusCode.OK, HttpStatusCode.TooManyRequests });
        Assert.True(statuses[HttpStatusCode.OK] >= 8);
    }

    [Fact]
    public async Task A_program_that_is_stopped_answers_what_has_come()
    {
        // None would be answered before the minute is over, if the end of the program did not end the waiting.
        await using WebApplication app = await StartAsync(
            o => (o.MaxWait, o.MaxBatchSize, o.Timeout) = (TimeSpan.FromMinutes(1), 1000, TimeSpan.FromMinutes(2)));
        ConcurrentBag<HttpStatusCode> statuses = [];
        Task asked = Clients(app, clients: 20, requests: 20, (status, _) => statuses.Add(status));
        ServedModel served = app.Services.GetRequiredService<ServedModel<WideNet>>();
        Assert.True(SpinWait.SpinUntil(() => served.Pending == 20, TimeSpan.FromSeconds(60)));
        await app.StopAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await asked;
        Assert.Equal(Enumerable.Repeat(HttpStatusCode.OK, 20), statuses);
        await Assert.ThrowsAsync<HttpRequestException>(() => Clients(app, clients: 1, requests: 1, (_, _) => { }));
    }

    [Fact]
    public async Task A_connection_that_breaks_within_a_body_gives_its_place_back()
    {
        await using WebApplication app = await StartAsync(o => o.MaxPending = 1);
        ServedModel served = app.Services.GetRequiredService<ServedModel<WideNet>>();
        using (TcpClient client = new("127.0.0.1", new Uri(app.Urls.First()).Port) { LingerState = new LingerOption(true, 0) })
        {
            await client.GetStream().WriteAsync(
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nContent-Length: 256\r\n\r\n0000"u8.ToArray());
            Assert.True(SpinWait.SpinUntil(() => served.Pending == 1, TimeSpan.FromSeconds(60)));
        }
        Assert.True(SpinWait.SpinUntil(() => served.Pending == 0, TimeSpan.FromSeconds(60)));
        await Clients(app, clients: 1, requests: 1, (status, _) => Assert.Equal(HttpStatusCode.OK, status));
    }

    /// <summary>What batches gain where requests meet, in one run; the numbers of the page about serving are from here.</summary>
    [Fact]
    [Trait("Category", "Sweep")]
    public async Task Batches_answer_more_requests()
    {
        List<(double Rate, double Median, double Slow)>[] runs = [[], []];
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < runs.Length; i++)
            {
                await using WebApplication app = await StartAsync(o => o.MaxBatchSize = i == 0 ? 1 : 32);
                await Clients(app, 32, 1000, (_, _) => { });
                runs[i].Add(await MeasureAsync(app));
            }
        }
        double Median(int run, Func<(double Rate, double Median, double Slow), double> of) => runs[run].Select(of).Order().ElementAt(1);
        for (int run = 0; run < runs.Length; run++)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(run == 0 ? "one by one" : "in batches")}: {Median(run, r => r.Rate):0} requests/s, p50 {Median(run, r => r.Median):0.00} ms, "
                + $"p99 {Median(run, r => r.Slow):0.00} ms"));
        }
        Assert.True(Median(1, r => r.Rate) > Median(0, r => r.Rate));
    }

    private static async Task<(double Rate, double Median, double Slow)> MeasureAsync(WebApplication app)
    {
        ConcurrentBag<double> times = [];
        long start = Stopwatch.GetTimestamp();
        await Clients(app, 32, 4000, (status, time) =>
        {
            Assert.Equal(HttpStatusCode.OK, status);
            times.Add(time.TotalMilliseconds);
        });
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double[] ordered = [.. times.Order()];
        return (ordered.Length / seconds, ordered[ordered.Length / 2], ordered[ordered.Length * 99 / 100]);
    }

    private static async Task Clients(WebApplication app, int clients, int requests, Action<HttpStatusCode, TimeSpan> answered)
    {
        using HttpClient client = new() { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(2) };
        byte[] body = MemoryMarshal.AsBytes<float>(new float[64]).ToArray();
        int left = requests;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using ByteArrayContent content = new(body);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                long start = Stopwatch.GetTimestamp();
                using HttpResponseMessage response = await client.PostAsync("/", content);
                await response.Content.ReadAsByteArrayAsync();
                answered(response.StatusCode, Stopwatch.GetElapsedTime(start));
            }
        })));
    }

    private async Task<WebApplication> StartAsync(Action<ServingOptions> configure)
    {
        new WideNet(seed: 1).SaveWeights(_folder["wide.safetensors"]);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddModel<WideNet>(_folder["wide.safetensors"], configure);
        WebApplication app = builder.Build();
        app.MapPredict<WideNet>("/");
        await app.StartAsync();
        return app;
    }
}
