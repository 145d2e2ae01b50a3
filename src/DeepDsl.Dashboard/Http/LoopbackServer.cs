using System.Net;
using System.Net.Sockets;

namespace DeepDsl.Http;

/// <summary>
/// Listens on the loopback addresses of this machine. Threads of the pool do the work, which keep no process alive, and everything is
/// bounded: connections, what a request may take, and how long a reader may let an answer wait.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    /// <summary>Those that are answered. Browsers open six for a page, and close them after an answer.</summary>
    public const int MostConnections = 128;

    /// <summary>Those that are told that there is no room are more for a moment; beyond these they are told nothing.</summary>
    private const int MostOpen = 2 * MostConnections;

    private const int MostAttempts = 20;

    private static readonly TimeSpan s_afterFailure = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _end = new();
    private readonly List<TcpListener> _listeners = [];
    private int _connections;

    /// <exception cref="InvalidOperationException">The port cannot be had.</exception>
    public LoopbackServer(int port)
    {
        try
        {
            Listen(port);
        }
        catch (SocketException e)
        {
            throw new InvalidOperationException(
                $"Dashboard: port {port} of this machine "
                + (e.SocketErrorCode == SocketError.AddressAlreadyInUse ? "is in use by another program" : $"cannot be listened on ({e.Message})")
                + "; give another one, or 0 for any that is free.",
                e);
        }
    }

    public int Port { get; private set; }

    public void Answer(Func<HttpRequest, HttpResponse> answer)
    {
        // Nothing of who starts it, such as the activity of a fit, belongs to requests.
        using AsyncFlowControl none = ExecutionContext.SuppressFlow();
        foreach (TcpListener listener in _listeners)
        {
            _ = Task.Run(() => AcceptAsync(listener, answer));
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _listeners.ForEach(l => l.Dispose());
    }

    private void Listen(int port)
    {
        for (int attempt = 1; ; attempt++)
        {
            TcpListener first = Started(IPAddress.Loopback, port);
            Port = ((IPEndPoint)first.LocalEndpoint).Port;
            try
            {
                if (Socket.OSSupportsIPv6)
                {
                    _listeners.Add(Started(IPAddress.IPv6Loopback, Port));
                }
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // "localhost" would lead to another program.
                first.Dispose();
                if (port == 0 && attempt < MostAttempts)
                {
                    continue;
                }
                throw;
            }
            catch (SocketException)
            {
                // No such address on this machine.
            }
            _listeners.Add(first);
            return;
        }
    }

    private static TcpListener Started(IPAddress address, int port)
    {
        TcpListener listener = new(address, port);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                // There another program could otherwise listen on the same port.
                listener.ExclusiveAddressUse = true;
            }
            listener.Start(MostConnections);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    private async Task AcceptAsync(TcpListener listener, Func<HttpRequest, HttpResponse> answer)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                Socket socket = await listener.AcceptSocketAsync(_end.Token).ConfigureAwait(false);
                _ = ServeAsync(socket, answer);
            }
            catch (SocketException)
            {
                // Such as too many open files, or a client that has gone: others may still come.
                await Task.Delay(s_afterFailure).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket, Func<HttpRequest, HttpResponse> answer)
    {
        // Off the thread that accepts.
        await Task.Yield();
        int connections = Interlocked.Increment(ref _connections);
        try
        {
            if (connections > MostOpen)
            {
                return;
            }
            socket.NoDelay = true;
            await using NetworkStream stream = new(socket, ownsSocket: true);
            await HttpExchange.RunAsync(stream, connections <= MostConnections ? answer : null, s_patience, _end.Token).ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Send);
            await HttpExchange.DrainAsync(stream, _end.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Who goes, or reads too slowly, gets no more.
        }
        finally
        {
            socket.Dispose();
            Interlocked.Decrement(ref _connections);
        }
    }
}
