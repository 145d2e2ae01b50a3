namespace DeepDsl.Http;

/// <summary>One request and its answer.</summary>
internal static class HttpExchange
{
    private const int PieceBytes = 64 * 1024;
    private const int MostDrained = 256 * 1024;

    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(1);

    /// <param name="stream">To and from the other side.</param>
    /// <param name="answer">Null where there is no room for another request.</param>
    /// <param name="patience">How long a whole request may take, and how long each piece of an answer.</param>
    /// <param name="end">Of the server.</param>
    /// <exception cref="OperationCanceledException">The other side is too slow, or the server has ended.</exception>
    public static async Task RunAsync(Stream stream, Func<HttpRequest, HttpResponse>? answer, TimeSpan patience, CancellationToken end)
    {
        HttpResponse? response = answer == null
            ? HttpResponse.Say(HttpStatus.Busy, "Too many connections at once; try again.")
            : await RespondAsync(stream, answer, patience, end).ConfigureAwait(false);
        if (response == null)
        {
            return;
        }
        await using Stream? content = response.Content;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(end);
        limit.CancelAfter(patience);
        await stream.WriteAsync(response.Head(), limit.Token).ConfigureAwait(false);
        for (int start = 0; start < response.Body.Length; start += PieceBytes)
        {
            limit.CancelAfter(patience);
            ReadOnlyMemory<byte> piece = response.Body.Slice(start, Math.Min(PieceBytes, response.Body.Length - start));
            await stream.WriteAsync(piece, limit.Token).ConfigureAwait(false);
        }
        if (content != null)
        {
            await SendAsync(content, stream, limit, patience).ConfigureAwait(false);
        }
    }

    /// <summary>Reads what is still on its way: closing at once could destroy the answer before it is read.</summary>
    public static async Task DrainAsync(Stream stream, CancellationToken end)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(end);
        limit.CancelAfter(s_drainTime);
        byte[] piece = new byte[4096];
        int read;
        for (int all = 0; all < MostDrained; all += read)
        {
            read = await stream.ReadAsync(piece, limit.Token).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }
        }
    }

    private static async Task<HttpResponse?> RespondAsync(
        Stream stream, Func<HttpRequest, HttpResponse> answer, TimeSpan patience, CancellationToken end)
    {
        (HttpRequest? request, HttpStatus? problem) = await ReadAsync(stream, patience, end).ConfigureAwait(false);
        try
        {
            return request != null ? answer(request)
                : problem is { } status ? HttpResponse.Say(status, "This is no request that a browser would send.")
                : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return HttpResponse.Say(HttpStatus.InternalError, $"The dashboard failed: {e.Message}");
        }
    }

    /// <summary>With a limit of its own, which ends with the request: how long the answer takes is not in the hands of who asks.</summary>
    private static async Task<(HttpRequest? Request, HttpStatus? Problem)> ReadAsync(Stream stream, TimeSpan patience, CancellationToken end)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(end);
        limit.CancelAfter(patience);
        return await RequestReader.ReadAsync(stream, limit.Token).ConfigureAwait(false);
    }

    private static async Task SendAsync(Stream content, Stream stream, CancellationTokenSource limit, TimeSpan patience)
    {
        byte[] piece = new byte[PieceBytes];
        int read;
        while ((read = await content.ReadAsync(piece, limit.Token).ConfigureAwait(false)) > 0)
        {
            limit.CancelAfter(patience);
            await stream.WriteAsync(piece.AsMemory(0, read), limit.Token).ConfigureAwait(false);
        }
    }
}
