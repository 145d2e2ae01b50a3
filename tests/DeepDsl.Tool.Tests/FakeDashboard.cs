using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DeepDsl.Tool.Tests;

/// <summary>Answers as a dashboard would in states that a real one is hard to bring to, one after another, and then is gone.</summary>
internal sealed class FakeDashboard : IDisposable
{
    /// <summary>In place of a state: no answer.</summary>
    public const string Silence = "silence";

    /// <summary>In place of a state: the token is not known.</summary>
    public const string Forbidden = "403 Forbidden";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private readonly Queue<string> _states;

    public FakeDashboard(params string[] states)
    {
        _states = new(states);
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}/?token=1");
        _ = Task.Run(Serve);
    }

    public Uri Address { get; }

    public static string State(int epoch, int batch, string phase = "running", string columns = "\"epoch\", \"loss\"", string rows = "") => $$"""
        {
            "run": 1, "cursor": "1", "model": "Net", "device": "CPU", "parameters": 10,
            "status": {
                "phase": "{{phase}}", "reason": null, "epoch": {{epoch}}, "epochs": 2, "batch": {{batch}}, "batches": 5, "step": 3, "loss": 0.5,
                "rate": 0.1, "speed": 8, "speedUnit": "samples", "remaining": null, "seconds": 1
            },
            "epochs": { "columns": [{{columns}}], "rows": [{{rows}}] }
        }
        """;

    public void Dispose()
    {
        _listener.Dispose();
        _clients.ForEach(c => c.Dispose());
    }

    private async Task Serve()
    {
        await Answer("200 OK", "page");
        while (_states.TryDequeue(out string? state))
        {
            await Answer(state is Forbidden or Silence ? state : "200 OK", state);
        }
        _listener.Stop();
    }

    private async Task Answer(string status, string body)
    {
        TcpClient client = await _listener.AcceptTcpClientAsync();
        _clients.Add(client);
        NetworkStream stream = client.GetStream();
        using (StreamReader request = new(stream, leaveOpen: true))
        {
            while (await request.ReadLineAsync() is { Length: > 0 })
            {
            }
        }
        if (status != Silence)
        {
            string head = $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(head + body));
            client.Dispose();
        }
    }
}
