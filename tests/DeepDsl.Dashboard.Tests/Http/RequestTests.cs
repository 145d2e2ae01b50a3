using System.Text;
using DeepDsl.Http;

namespace DeepDsl.Tests.Dashboards.Http;

/// <summary>Requests that no browser sends.</summary>
public sealed class RequestTests : IDisposable
{
    private readonly Dashboard _dashboard = new();
    private readonly Client _client;

    public RequestTests() => _client = new(_dashboard.Start());

    public void Dispose() => _dashboard.Dispose();

    [Theory]
    [InlineData("nonsense", 400)]
    [InlineData("GET /state", 400)]
    [InlineData("GET  /state HTTP/1.1", 400)]
    [InlineData("GET http://127.0.0.1/ HTTP/1.1", 400)]
    [InlineData("GET /\u00e9 HTTP/1.1", 400)]
    [InlineData("G(T /state HTTP/1.1", 400)]
    [InlineData("GET /state HTTP/1.0", 505)]
    [InlineData("GET /state HTTP/2", 505)]
    [InlineData("PUT /state HTTP/1.1", 405)]
    [InlineData("POST /state HTTP/1.1", 405)]
    [InlineData("GET /stop HTTP/1.1", 405)]
    [InlineData("OPTIONS /stop HTTP/1.1", 405)]
    [InlineData("GET /../state HTTP/1.1", 404)]
    [InlineData("GET /dashboard.html HTTP/1.1", 404)]
    [InlineData("GET /state HTTP/1.1", 200)]
    public async Task First_lines(string line, int status) =>
        Assert.Equal(status, (await _client.Raw($"{line}\r\nHost: {_client.Host}\r\n{_client.Cookie}\r\n")).Status);

    [Theory]
    [InlineData("no colon", 400)]
    [InlineData(" folded: line", 400)]
    [InlineData("space : before the colon", 400)]
    [InlineData(": no name", 400)]
    [InlineData("X: \u0001", 400)]
    [InlineData("X: a\rb", 400)]
    [InlineData("X: a\nContent-Length: 5", 400)]
    [InlineData("Host: 127.0.0.1", 400)]
    [InlineData("Content-Length: -1", 400)]
    [InlineData("Content-Length: +1", 400)]
    [InlineData("Content-Length: 1e1", 400)]
    [InlineData("Content-Length: 0\r\nContent-Length: 0", 400)]
    [InlineData("Content-Length: 1025", 413)]
    [InlineData("Content-Length: 99999999999999999999", 413)]
    [InlineData("Content-Length: 5", 400)] // of which nothing comes
    [InlineData("Transfer-Encoding: chunked", 501)]
    [InlineData("X:\t odd but allowed \u00e9 ", 200)]
    public async Task Fields(string line, int status) =>
        Assert.Equal(status, (await _client.Raw($"GET /state HTTP/1.1\r\nHost: {_client.Host}\r\n{_client.Cookie}\r\n{line}\r\n")).Status);

    [Fact]
    public async Task A_host_must_be_named() => Assert.Equal(400, (await _client.Raw($"GET /state HTTP/1.1\r\n{_client.Cookie}\r\n")).Status);

    [Fact]
    public async Task A_request_that_ends_early_is_refused() =>
        Assert.Equal(400, (await _client.Raw(Encoding.ASCII.GetBytes($"GET /state HTTP/1.1\r\nHost: {_client.Host}"))).Status);

    [Fact]
    public async Task Long_requests_are_refused()
    {
        string start = $"GET /state HTTP/1.1\r\nHost: {_client.Host}\r\n{_client.Cookie}\r\n";
        Assert.Equal(200, (await _client.Raw($"{start}X: {new string('x', RequestHead.MostBytes - 300)}\r\n")).Status);
        Assert.Equal(431, (await _client.Raw($"{start}X: {new string('x', RequestHead.MostBytes)}\r\n")).Status);
        Assert.Equal(431, (await _client.Raw(start + string.Concat(Enumerable.Repeat("X: 1\r\n", 101)))).Status);
        Assert.Equal(400, (await _client.Get("/" + new string('x', 2000))).Status);
        Assert.Equal(413, (await _client.Post("/rate?run=1", new string('1', 100_000))).Status);
        Assert.Equal(200, (await _client.Get("/state")).Status);
    }

    [Fact]
    public async Task What_follows_a_request_is_not_read()
    {
        Client.Answer answer = await _client.Raw(
            $"GET /state HTTP/1.1\r\nHost: {_client.Host}\r\n{_client.Cookie}\r\n", "GET /nothing HTTP/1.1\r\n\r\n");
        Assert.Equal(200, answer.Status);
        Assert.Contains("\r\nConnection: close\r\n", answer.Head, StringComparison.Ordinal);
    }
}
