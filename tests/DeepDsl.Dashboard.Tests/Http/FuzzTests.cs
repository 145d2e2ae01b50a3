using System.Diagnostics;
using System.Globalization;
using System.Text;
using DeepDsl.Http;
using DeepDsl.Tests.Reliability;
using Xunit.Abstractions;

namespace DeepDsl.Tests.Dashboards.Http;

/// <summary>
/// Thousands of damaged requests, in pieces of any size. Each has an answer, or none where nothing was asked; nothing that is thrown comes out,
/// no answer is out of proportion, and none is of use to who lacks the token. DEEPDSL_RELIABILITY says how many the sweep makes.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Few = 20_000;
    private const int Many = 200_000;
    private const long MostBytes = 256 * 1024;

    private static readonly TimeSpan HangTime = TimeSpan.FromSeconds(20);

    [Fact]
    public void Some_damaged_requests() => Run(Few);

    [Fact, Trait("Category", "Sweep")]
    public void Many_damaged_requests() =>
        Run(int.TryParse(Environment.GetEnvironmentVariable("DEEPDSL_RELIABILITY"), CultureInfo.InvariantCulture, out int count) ? count : Many);

    private void Run(int count)
    {
        using Pages pages = new(0);
        TinyNet net = new(seed: 1);
        pages.Run = new(1, new LoopSource(net, _ => { }), new Pace(default), "samples");
        byte[][] sound = Sound(pages.Address);
        byte[] token = Encoding.ASCII.GetBytes(pages.Address.Query["?token=".Length..]);
        SortedDictionary<int, int> statuses = [];
        int seed = 0;
        Task work = Task.Factory.StartNew(RunAll, TaskCreationOptions.LongRunning);
        for (int before = -1; !work.Wait(HangTime); before = Volatile.Read(ref seed))
        {
            Assert.False(before == Volatile.Read(ref seed), $"seed {before} takes more than {HangTime.TotalSeconds} s.");
        }
        output.WriteLine(string.Join(", ", statuses.Select(s => $"{s.Value} of {s.Key}")));
        Assert.Superset(new HashSet<int> { 200, 202, 400, 403, 404, 405, 413, 431, 501, 505 }, new HashSet<int>(statuses.Keys));
        Assert.DoesNotContain(500, statuses.Keys);

        void RunAll()
        {
            for (; seed < count; Interlocked.Increment(ref seed))
            {
                byte[] request = FileMutations.Mutate(sound[seed % sound.Length], seed);
                try
                {
                    int status = Ask(pages, request, seed);
                    statuses[status] = statuses.GetValueOrDefault(status) + 1;
                    bool knowsToken = request.AsSpan().IndexOf(token) >= 0;
                    Assert.True(knowsToken || status is 0 or 400 or 403 or 413 or 431 or 501 or 505, $"{status} without the token");
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"seed {seed}: {Encoding.Latin1.GetString(request)}", e);
                }
            }
        }
    }

    /// <summary>The status; 0 where there is no answer.</summary>
    private static int Ask(Pages pages, byte[] request, int seed)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        using Pipe pipe = new(request, new Random(seed));
        Task exchange = HttpExchange.RunAsync(pipe, pages.Answer, HangTime, CancellationToken.None);
        Assert.True(exchange.IsCompletedSuccessfully, exchange.Exception?.ToString());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        return pipe.Answer.Length == 0 ? 0 : Client.Answer.Parse(pipe.Answer).Status;
    }

    private static byte[][] Sound(Uri address)
    {
        string token = address.Query["?token=".Length..];
        string same = $"Host: 127.0.0.1:{address.Port}\r\nCookie: a=b; deepdsl-dashboard-{address.Port}={token}\r\n";
        string own = $"{same}Origin: http://127.0.0.1:{address.Port}\r\nSec-Fetch-Site: same-origin\r\n";
        string[] all =
        [
            $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: localhost:{address.Port}\r\nUser-Agent: Browser/1.0\r\n\r\n",
            $"GET /state?since=1.0.2.0.3.4 HTTP/1.1\r\n{same}Accept: */*\r\n\r\n",
            $"POST /rate?run=1 HTTP/1.1\r\n{own}Content-Length: 6\r\n\r\n0.0012",
            $"POST /pause?run=1 HTTP/1.1\r\n{own}Content-Length: 0\r\n\r\n",
            $"GET /dashboard.js HTTP/1.1\r\n{own}Accept-Encoding: gzip, br\r\n\r\n",
            $"GET /nothing HTTP/1.1\r\n{own}\r\n",
            $"POST /stop?run=1 HTTP/1.1\r\n{own}Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
            $"POST /rate?run=1 HTTP/1.1\r\n{own}Content-Length: 2000\r\n\r\n{new string('1', 2000)}",
            $"GET /state HTTP/1.1\r\n{own}X: {new string('x', RequestHead.MostBytes)}\r\n\r\n",
        ];
        return Array.ConvertAll(all, Encoding.ASCII.GetBytes);
    }

    /// <summary>A connection in memory, which gives what is read in pieces.</summary>
    private sealed class Pipe(byte[] request, Random random) : Stream
    {
        private readonly MemoryStream _answer = new();
        private int _read;

        public byte[] Answer => _answer.ToArray();

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new UnreachableException();

        public override long Position
        {
            get => throw new UnreachableException();
            set => throw new UnreachableException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(Math.Min(buffer.Length, 1 << random.Next(16)), request.Length - _read);
            request.AsSpan(_read, count).CopyTo(buffer);
            _read += count;
            return count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _answer.Write(buffer.Span);
            return default;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Write(byte[] buffer, int offset, int count) => _answer.Write(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new UnreachableException();

        public override void SetLength(long value) => throw new UnreachableException();
    }
}
