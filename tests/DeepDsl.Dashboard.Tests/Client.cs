using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace DeepDsl.Tests.Dashboards;

/// <summary>Asks a dashboard as a browser does that has opened its address, or as it is told to.</summary>
internal sealed class Client(Uri address)
{
    private readonly string _token = address.Query["?token=".Length..];

    public string Host => $"127.0.0.1:{address.Port}";

    public string Cookie => $"Cookie: deepdsl-dashboard-{address.Port}={_token}";

    /// <summary>One request with these lines of a head, and all of the answer.</summary>
    public async Task<Answer> Raw(string head, string body = "") => await Raw(Encoding.Latin1.GetBytes(head + "\r\n" + body));

    public async Task<Answer> Raw(byte[] request)
    {
        using TcpClient client = new();
        await client.ConnectAsync("127.0.0.1", address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(request);
        client.Client.Shutdown(SocketShutdown.Send);
        using MemoryStream answer = new();
        await stream.CopyToAsync(answer).WaitAsync(TimeSpan.FromMinutes(1));
        return Answer.Parse(answer.ToArray());
    }

    /// <summary>With the lines, and without what they say otherwise.</summary>
    public Task<Answer> Ask(string method, string target, string body = "", params string[] fields)
    {
        string[] own = [$"Host: {Host}", Cookie, $"Content-Length: {body.Length}"];
        IEnumerable<string> missing = own.Where(o => !fields.Any(f => f.StartsWith(o.Split(':')[0] + ":", StringComparison.Ordinal)));
        return Raw($"{method} {target} HTTP/1.1\r\n{string.Concat(fields.Concat(missing).Where(f => f.Length > 0).Select(f => f + "\r\n"))}", body);
    }

    public Task<Answer> Get(string target, params string[] fields) => Ask("GET", target, "", fields);

    public Task<Answer> Post(string target, string body = "", params string[] fields) => Ask("POST", target, body, fields);

    public async Task<JsonElement> State(string since = "")
    {
        Answer answer = await Get($"/state?since={since}");
        Assert.Equal(200, answer.Status);
        return JsonDocument.Parse(answer.Text).RootElement;
    }

    /// <summary>The state, once it is as wanted.</summary>
    public async Task<JsonElement> Until(Predicate<JsonElement> wanted)
    {
        for (DateTime end = DateTime.UtcNow + TimeSpan.FromMinutes(2); ; await Task.Delay(10))
        {
            JsonElement state = await State();
            if (wanted(state))
            {
                return state;
            }
            Assert.True(DateTime.UtcNow < end, $"not in time: {state}");
        }
    }

    public Task<JsonElement> UntilPhase(string phase) =>
        Until(s => s.TryGetProperty("status", out JsonElement status) && status.GetProperty("phase").GetString() == phase);

    internal sealed record Answer(int Status, string Head, byte[] Body)
    {
        public string Text => Encoding.UTF8.GetString(Body);

        public static Answer Parse(byte[] bytes)
        {
            int end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
            Assert.True(end > 0, $"no answer, but {bytes.Length} bytes");
            string head = Encoding.Latin1.GetString(bytes, 0, end + 2);
            Assert.StartsWith("HTTP/1.1 ", head, StringComparison.Ordinal);
            byte[] body = bytes[(end + 4)..];
            Assert.Contains($"\r\nContent-Length: {body.Length}\r\n", head, StringComparison.Ordinal);
            return new(int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture), head, body);
        }
    }
}
