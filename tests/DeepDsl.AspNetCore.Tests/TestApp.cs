using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeepDsl.AspNetCore.Tests;

/// <summary>A program that serves models, and the folder of their files.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApp(WebApplication app) => (_app, Client) = (app, app.GetTestClient());

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestApp> StartAsync(Action<IServiceCollection> services, Action<WebApplication> routes)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        services(builder.Services);
        WebApplication app = builder.Build();
        routes(app);
        await app.StartAsync();
        return new TestApp(app);
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, string json) =>
        await PostAsync(path, Encoding.UTF8.GetBytes(json), "application/json");

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, byte[] body, string mediaType)
    {
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        using HttpResponseMessage response = await Client.PostAsync(path, content);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    /// <summary>That of a request which is refused with a status.</summary>
    public async Task<string> DetailAsync(int status, string path, string json)
    {
        (int found, JsonElement body) = await PostAsync(path, json);
        Assert.True(status == found, $"{found}: {body}");
        return body.GetProperty("detail").GetString()!;
    }

    public async Task StopAsync() => await _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
