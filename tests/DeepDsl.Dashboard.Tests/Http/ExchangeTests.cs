using System.Diagnostics;
using System.Text;
using DeepDsl.Http;

namespace DeepDsl.Tests.Dashboards.Http;

/// <summary>Who asks or reads too slowly.</summary>
public sealed class ExchangeTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(50);
    private static readonly byte[] s_request = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

    [Fact]
    public Task A_request_that_never_ends_is_given_up() => GivesUp(new Stuck(s_request[..10], readsAnswer: true));

    [Fact]
    public Task A_request_that_comes_byte_by_byte_is_given_up() =>
        GivesUp(new Stuck(s_request, readsAnswer: true) { BetweenBytes = TimeSpan.FromMilliseconds(20) });

    [Fact]
    public Task An_answer_that_nobody_reads_is_given_up() => GivesUp(new Stuck(s_request, readsAnswer: false));

    [Fact]
    public Task A_long_answer_that_nobody_reads_to_its_end_is_given_up() =>
        GivesUp(new Stuck(s_request, readsAnswer: true) { MostAnswer = 100_000 }, new string('x', 1_000_000));

    [Fact]
    public async Task A_file_that_nobody_reads_to_its_end_is_closed()
    {
        MemoryStream file = new(new byte[1_000_000]);
        Stuck stuck = new(s_request, readsAnswer: true) { MostAnswer = 100_000 };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => HttpExchange.RunAsync(stuck, _ => new("application/octet-stream", file), s_patience, CancellationToken.None));
        Assert.False(file.CanRead);
    }

    /// <summary>Such as weights that are written to a file first: who asked has been quick.</summary>
    [Fact]
    public async Task An_answer_that_takes_long_to_make_is_sent()
    {
        Stuck asked = new(s_request, readsAnswer: true);
        await HttpExchange.RunAsync(
            asked,
            _ =>
            {
                Thread.Sleep(4 * s_patience);
                return HttpResponse.Say(HttpStatus.Ok, "yes");
            },
            s_patience,
            CancellationToken.None);
        Assert.StartsWith("HTTP/1.1 200 ", Encoding.ASCII.GetString(asked.ToArray()), StringComparison.Ordinal);
    }

    private static async Task GivesUp(Stuck stuck, string answer = "yes")
    {
        Task exchange = HttpExchange.RunAsync(stuck, _ => HttpResponse.Say(HttpStatus.Ok, answer), s_patience, CancellationToken.None);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => exchange.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    /// <summary>A connection whose other side goes on to be there, and does nothing more.</summary>
    private sealed class Stuck(byte[] request, bool readsAnswer) : MemoryStream
    {
        private int _asked;
        private int _answered;

        public TimeSpan BetweenBytes { get; init; }

        public int MostAnswer { get; init; } = int.MaxValue;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            bool isOver = _asked == request.Length;
            await Task.Delay(isOver ? Timeout.InfiniteTimeSpan : BetweenBytes, cancellationToken);
            int count = BetweenBytes > TimeSpan.Zero ? 1 : request.Length - _asked;
            request.AsSpan(_asked, count).CopyTo(buffer.Span);
            _asked += count;
            return count;
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _answered += buffer.Length;
            Write(buffer.Span);
            if (!readsAnswer || _answered > MostAnswer)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                throw new UnreachableException();
            }
        }
    }
}
