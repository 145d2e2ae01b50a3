using System.Net;
using System.Net.Sockets;
using DeepDsl.Http;

namespace DeepDsl.Tests.Dashboards.Http;

/// <summary>Many connections, slow ones, and ports.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task A_hundred_at_once_are_answered()
    {
        using WatchedFit watched = new(WatchedFit.Endless);
        Client.Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => watched.Client.Get("/state")));
        Assert.All(answers, a => Assert.Equal(200, a.Status));
        await watched.Stop();
    }

    /// <summary>Who asks and does not read holds no training up, nor others who ask.</summary>
    [Fact]
    public async Task Who_does_not_read_is_not_waited_for()
    {
        using WatchedFit watched = new(WatchedFit.Endless);
        await watched.Client.Until(s => s.GetProperty("run").GetInt32() == 1 && s.GetProperty("status").GetProperty("step").GetInt64() > 2000);
        List<Socket> stuck = [];
        for (int i = 0; i < 40; i++)
        {
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1024 };
            await socket.ConnectAsync(IPAddress.Loopback, watched.Dashboard.Address!.Port);
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(
                $"GET /state HTTP/1.1\r\nHost: {watched.Client.Host}\r\n{watched.Client.Cookie}\r\n\r\n"));
            stuck.Add(socket);
        }
        long before = (await watched.Client.State()).GetProperty("status").GetProperty("step").GetInt64();
        await watched.Client.Until(s => s.GetProperty("status").GetProperty("step").GetInt64() > before + 1000);
        await watched.Stop();
        stuck.ForEach(s => s.Dispose());
    }

    [Fact]
    public async Task Too_many_are_told_so_and_room_comes_back()
    {
        using Dashboard dashboard = new();
        Client client = new(dashboard.Start());
        List<TcpClient> idle = [];
        for (int i = 0; i < LoopbackServer.MostConnections; i++)
        {
            TcpClient one = new();
            await one.ConnectAsync(IPAddress.Loopback, dashboard.Address!.Port);
            idle.Add(one);
        }
        int status = 0;
        for (int i = 0; i < 100 && status != 503; i++)
        {
            status = (await client.Get("/state")).Status;
        }
        Assert.Equal(503, status);
        idle.ForEach(c => c.Dispose());
        for (int i = 0; i < 100 && status != 200; i++)
        {
            await Task.Delay(20);
            status = (await client.Get("/state")).Status;
        }
        Assert.Equal(200, status);
    }

    [Fact]
    public void A_port_that_is_in_use_is_a_sentence_and_the_fit_goes_on()
    {
        using Dashboard first = new();
        int port = first.Start().Port;
        using Dashboard second = new(port);
        string expected = $"Dashboard: port {port} of this machine is in use by another program; give another one, or 0 for any that is free.";
        Assert.Equal(expected, Assert.Throws<InvalidOperationException>(second.Start).Message);

        List<string> lines = [];
        History history = new TinyNet(seed: 1).Fit(
            Training.FitData.Make(20), new FitOptions { Epochs = 2, Callbacks = [second], Messages = lines.Add });
        Assert.Equal(2, history.Epochs.Count);
        Assert.Equal([$"{expected} The fit goes on without it."], lines);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_port_that_there_is_not_is_refused(int port) => Assert.StartsWith(
        $"Dashboard listens on port {port}; it must be from 1 to 65535, or 0 for any that is free.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dashboard(port)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Both_addresses_of_this_machine_listen_and_no_other()
    {
        using Dashboard dashboard = new();
        int port = dashboard.Start().Port;
        foreach (IPAddress address in (IPAddress[])[IPAddress.Loopback, .. Socket.OSSupportsIPv6 ? [IPAddress.IPv6Loopback] : Array.Empty<IPAddress>()])
        {
            using TcpClient client = new(address.AddressFamily);
            await client.ConnectAsync(address, port);
        }
        IPAddress[] others = [.. (await Dns.GetHostAddressesAsync(Dns.GetHostName())).Where(a => !IPAddress.IsLoopback(a))];
        foreach (IPAddress other in others)
        {
            using TcpClient client = new(other.AddressFamily);
            await Assert.ThrowsAnyAsync<SocketException>(() => client.ConnectAsync(other, port));
        }
    }

    [Fact]
    public async Task After_Dispose_nobody_listens()
    {
        Dashboard dashboard = new();
        int port = dashboard.Start().Port;
        dashboard.Dispose();
        Assert.Null(dashboard.Address);
        using TcpClient client = new();
        await Assert.ThrowsAnyAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, port));
        using Dashboard again = new(port);
        Assert.Equal(port, again.Start().Port);
    }
}
