using System.Net;
using Microsoft.AspNetCore.Builder;

namespace Template._1.Tests;

public sealed class PenguinApiTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private WebApplication _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        string file = Path.Combine(_folder, "net.safetensors");
        Assert.InRange(PenguinTraining.Run(file, quiet: true), 0.8, 1);
        _server = PenguinApi.Create(file, ["--urls", "http://127.0.0.1:0"]); // any port that is free
        await _server.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_server.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_large_penguin_is_male()
    {
        using HttpResponseMessage response = await Ask("""
            {"species": "Gentoo", "island": "Biscoe", "billLength": 49.9, "billDepth": 16.1, "flipperLength": null, "bodyMass": 5900}
            """);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("\"label\":\"Male\"", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"island": "Biscoe", "billLength": 49.9, "billDepth": 16.1, "flipperLength": 213, "bodyMass": 5900}""")]
    [InlineData("""{"species": "Robin", "island": "Biscoe", "billLength": 49, "billDepth": 16.1, "flipperLength": 213, "bodyMass": 5900}""")]
    public async Task What_is_no_penguin_is_refused(string json)
    {
        using HttpResponseMessage response = await Ask(json);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<HttpResponseMessage> Ask(string json)
    {
        using StringContent content = new(json, System.Text.Encoding.UTF8, "application/json");
        return await _client.PostAsync("/predict", content);
    }
}
