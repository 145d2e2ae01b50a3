using System.Net;
using System.Security.Cryptography;

namespace DeepDsl.Tests.Files;

/// <summary>Downloads from a server on the loopback that breaks off, ignores ranges, or gives something else.</summary>
public sealed class WeightCacheTests : IAsyncDisposable
{
    private const string Name = "net.safetensors";

    private readonly string _folder = Directory.CreateTempSubdirectory("weight-cache").FullName;
    private readonly HttpClient _client = new();
    private readonly HttpListener _server = new();
    private readonly List<string> _asked = [];
    private readonly Task _serving;
    private readonly byte[] _content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 % 251))];
    private readonly Uri _address;
    private Func<HttpListenerContext, Task> _answer;

    public WeightCacheTests()
    {
        // A free port may be taken by another before it is listened to.
        for (int port = 20000 + Random.Shared.Next(20000); ; port++)
        {
            try
            {
                _server.Prefixes.Add($"http://localhost:{port}/");
                _server.Start();
                _address = new Uri($"http://localhost:{port}/{Name}");
                break;
            }
            catch (HttpListenerException)
            {
                _server.Prefixes.Clear();
            }
        }

        _answer = context => GiveAsync(context, _content, takesRanges: true);
        _serving = ServeAsync();
    }

    private string Path => System.IO.Path.Combine(_folder, Name);

    private string Part => Path + ".part";

    public async ValueTask DisposeAsync()
    {
        _server.Close();
        await _serving;
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_is_downloaded_once()
    {
        (HttpClient client, string folder, Uri address, string sha256) = (_client, _folder, _address, Checksum());

        // <cache>
        WeightCache cache = new(client, folder);
        string path = await cache.GetAsync("net.safetensors", address, sha256);
        // </cache>
        Assert.Equal(Path, path);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Path));
        Assert.Equal(Path, await GetAsync());
        Assert.Equal([""], _asked);
        Assert.Equal([Path], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_broke_off_is_gone_on_with_where_the_server_can(bool takesRanges)
    {
        _answer = context => BreakOffAsync(context, 100_000);
        await Assert.ThrowsAnyAsync<Exception>(GetAsync);
        Assert.False(File.Exists(Path));
        long begun = new FileInfo(Part).Length;
        Assert.InRange(begun, 1, 100_000);

        _answer = context => GiveAsync(context, _content, takesRanges);
        Assert.Equal(_content, await File.ReadAllBytesAsync(await GetAsync()));
        Assert.Equal(["", $"bytes={begun}-"], _asked);
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public async Task What_is_whole_already_needs_no_more()
    {
        await File.WriteAllBytesAsync(Part, _content);
        Assert.Equal(_content, await File.ReadAllBytesAsync(await GetAsync()));
    }

    [Fact]
    public async Task What_was_begun_of_another_file_is_begun_anew()
    {
        await File.WriteAllBytesAsync(Part, new byte[1000]);
        Assert.Equal(_content, await File.ReadAllBytesAsync(await GetAsync()));
        Assert.Equal(["bytes=1000-", ""], _asked);
    }

    [Fact]
    public async Task Another_checksum_leaves_nothing()
    {
        _answer = context => GiveAsync(context, [1, 2, 3], takesRanges: true);
        string message = (await Assert.ThrowsAsync<InvalidDataException>(GetAsync)).Message;
        Assert.StartsWith($"What {_address} gives for '{Name}' has the SHA-256 039058c6f2c0cb49", message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_file_of_the_users_under_the_name_stays()
    {
        await File.WriteAllTextAsync(Path, "mine");
        string message = (await Assert.ThrowsAsync<InvalidDataException>(GetAsync)).Message;
        Assert.StartsWith($"{Path} is there, but its SHA-256 is ", message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path));
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_server_that_has_no_such_file_is_an_error()
    {
        _answer = context =>
        {
            context.Response.StatusCode = 404;
            context.Response.Close();
            return Task.CompletedTask;
        };
        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(GetAsync);
        Assert.Equal(HttpStatusCode.NotFound, error.StatusCode);
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public async Task A_download_that_is_cancelled_leaves_no_file_under_the_name()
    {
        using CancellationTokenSource cancel = new();
        _answer = async context =>
        {
            context.Response.ContentLength64 = _content.Length;
            await context.Response.OutputStream.WriteAsync(_content.AsMemory(0, 100_000));
            await context.Response.OutputStream.FlushAsync();
            await cancel.CancelAsync();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new WeightCache(_client, _folder).GetAsync(Name, _address, Checksum(), cancel.Token));
        Assert.False(File.Exists(Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../net.safetensors")]
    [InlineData("a\\b")]
    [InlineData("c:net")]
    [InlineData("net.part")]
    public async Task Names_lead_nowhere_else(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => new WeightCache(_client, _folder).GetAsync(name, _address, Checksum()));

    [Fact]
    public async Task A_checksum_has_64_digits() => Assert.StartsWith(
        "A SHA-256 has 64 hexadecimal digits, found 'abc'.",
        (await Assert.ThrowsAsync<ArgumentException>(() => new WeightCache(_client, _folder).GetAsync(Name, _address, "abc"))).Message,
        StringComparison.Ordinal);

    private Task<string> GetAsync() => new WeightCache(_client, _folder).GetAsync(Name, _address, Checksum());

    private string Checksum() => Convert.ToHexString(SHA256.HashData(_content));

    private async Task ServeAsync()
    {
        while (_server.IsListening)
        {
            try
            {
                HttpListenerContext context = await _server.GetContextAsync();
                _asked.Add(context.Request.Headers["Range"] ?? "");
                await _answer(context);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
            {
            }
        }
    }

    private static async Task GiveAsync(HttpListenerContext context, byte[] content, bool takesRanges)
    {
        HttpListenerResponse response = context.Response;
        int from = 0;
        if (takesRanges && context.Request.Headers["Range"] is { } range)
        {
            from = int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
            response.StatusCode = from < content.Length ? 206 : 416;
            from = Math.Min(from, content.Length);
            response.AddHeader("Content-Range", $"bytes {from}-{content.Length - 1}/{content.Length}");
        }

        response.ContentLength64 = content.Length - from;
        await response.OutputStream.WriteAsync(content.AsMemory(from));
        response.Close();
    }

    private async Task BreakOffAsync(HttpListenerContext context, int count)
    {
        context.Response.ContentLength64 = _content.Length;
        await context.Response.OutputStream.WriteAsync(_content.AsMemory(0, count));
        await context.Response.OutputStream.FlushAsync();
        await Task.Delay(200); // or what was written may be lost with the connection
        context.Response.Abort();
    }
}
