using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DeepDsl.AspNetCore.Tests;

/// <summary>Too many requests, too slow ones, those that leave, and the end of the program.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LimitTests() => new FruitNet().SaveWeights(_folder["fruit.safetensors"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task More_requests_than_there_are_places_are_told_to_come_again()
    {
        using ManualResetEventSlim go = new();
        using CountdownEvent inside = new(2);
        await using TestApp app = await TestApp.StartAsync(
            s => s.AddModel<FruitNet>(_folder["fruit.safetensors"], o => (o.MaxPending, o.RetryAfter) = (2, TimeSpan.FromSeconds(2.5))),
            a => a.MapPredict<FruitNet>("/", o => o.Decoders["test/wait"] = _ =>
            {
                inside.Signal();
                go.Wait(TimeSpan.FromSeconds(30));
                return new float[6];
            }));
        Task<(int Status, JsonElement Body)>[] waiting =
            [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => app.PostAsync("/", [], "test/wait")))];
        Assert.True(inside.Wait(TimeSpan.FromSeconds(30)));
        using StringContent third = new("[0,0,0,0,0,0]", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage refused = await app.Client.PostAsync("/", third);
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(3), refused.Headers.RetryAfter!.Delta);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Contains("FruitNet has 2 requests already", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        go.Set();
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(200, (await app.PostAsync("/", "[0,0,0,0,0,0]")).Status);
    }

    [Fact]
    public async Task A_body_that_does_not_end_is_not_waited_for_longer_than_the_timeout()
    {
        await using TestApp app = await TestApp.StartAsync(
            s => s.AddModel<FruitNet>(_folder["fruit.safetensors"], o => o.Timeout = TimeSpan.FromMilliseconds(100)),
            a => a.MapPredict<FruitNet>("/"));
        Pipe body = new();
        using StreamContent content = new(body.Reader.AsStream());
        content.Headers.ContentType = new("application/json");
        using HttpResponseMessage response = await app.Client.PostAsync("/", content);
        Assert.Equal(503, (int)response.StatusCode);
        Assert.Contains("was not answered within 0.1 s", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await body.Writer.CompleteAsync();
    }

    /// <summary>A header costs nothing: memory is taken as bytes come.</summary>
    [Fact]
    public async Task A_length_that_is_claimed_takes_no_memory()
    {
        byte[] sent = new byte[300_000];
        new Random(1).NextBytes(sent);
        RoomStream body = new(sent);
        DefaultHttpContext context = new();
        (context.Request.Body, context.Request.ContentLength) = (body, 1_000_000_000);
        byte[] read = await BodyReader.ReadAsync(context.Request, 2_000_000_000, b => b.ToArray(), CancellationToken.None);
        Assert.Equal(sent, read);
        Assert.InRange(body.MostRoom, 1, 2 * sent.Length);
    }

    [Fact]
    public async Task A_client_that_leaves_gives_its_place_back()
    {
        await using TestApp app = await TestApp.StartAsync(
            s => s.AddModel<FruitNet>(_folder["fruit.safetensors"], o => o.MaxPending = 1), a => a.MapPredict<FruitNet>("/"));
        Pipe body = new();
        using StreamContent content = new(body.Reader.AsStream());
        content.Headers.ContentType = new("application/json");
        using CancellationTokenSource leaves = new();
        Task<HttpResponseMessage> asked = app.Client.PostAsync("/", content, leaves.Token);
        ServedModel served = app.Services.GetRequiredService<ServedModel<FruitNet>>();
        Assert.True(SpinWait.SpinUntil(() => served.Pending == 1, TimeSpan.FromSeconds(30)));
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.True(SpinWait.SpinUntil(() => served.Pending == 0, TimeSpan.FromSeconds(30)));
        Assert.Equal(200, (await app.PostAsync("/", "[0,0,0,0,0,0]")).Status);
        await body.Writer.CompleteAsync();
    }

    [Fact]
    public async Task A_program_that_ends_answers_what_waits_and_refuses_what_comes()
    {
        await using TestApp app = await TestApp.StartAsync(
            s => s.AddModel<FruitNet>(_folder["fruit.safetensors"], o => o.MaxWait = TimeSpan.FromMinutes(1)),
            a => a.MapPredict<FruitNet>("/"));
        ServedModel served = app.Services.GetRequiredService<ServedModel<FruitNet>>();
        Task<(int Status, JsonElement Body)>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => app.PostAsync("/", "[0,0,0,0,0,0]"))];
        Assert.True(SpinWait.SpinUntil(() => served.Pending == 5, TimeSpan.FromSeconds(30)));
        await served.StopAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(200, answer.Status));
        Assert.Equal("FruitNet ends and takes no more requests; come again later.", await app.DetailAsync(503, "/", "[0,0,0,0,0,0]"));
    }

    [Theory]
    [InlineData("MaxBatchSize", "1 or more, found 0")]
    [InlineData("MaxPending", "1 or more, found 0")]
    [InlineData("Concurrency", "1 or more, found 0")]
    [InlineData("Timeout", "above 0 and at most one day, found 00:00:00")]
    [InlineData("ReloadEvery", "above 0 and at most one day, or null, found 00:00:00")]
    public void Options_that_cannot_be_are_an_error(string option, string expected)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddModel<FruitNet>("x", o =>
        {
            System.Reflection.PropertyInfo property = typeof(ServingOptions).GetProperty(option)!;
            property.SetValue(o, property.PropertyType == typeof(int) ? 0 : TimeSpan.Zero);
        }));
        Assert.Equal($"ServingOptions.{option} is {expected}.", error.Message);
    }

    /// <summary>Knows how much it was asked for at once.</summary>
    private sealed class RoomStream(byte[] bytes) : MemoryStream(bytes)
    {
        public int MostRoom { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            MostRoom = Math.Max(MostRoom, buffer.Length);
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
