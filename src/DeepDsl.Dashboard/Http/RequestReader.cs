using System.Buffers;
using System.Text;

namespace DeepDsl.Http;

/// <summary>Reads one request from a connection, in bounded memory.</summary>
internal static class RequestReader
{
    /// <summary>The longest that is asked for is a number.</summary>
    public const int LongestBody = 1024;

    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    /// <returns>The request; or what is wrong with it; or neither, where the other side ended before it began one.</returns>
    public static async ValueTask<(HttpRequest? Request, HttpStatus? Problem)> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(RequestHead.MostBytes + LongestBody);
        try
        {
            int length = 0;
            int end;
            do
            {
                if (length >= RequestHead.MostBytes)
                {
                    return (null, HttpStatus.HeadTooLarge);
                }
                Memory<byte> room = buffer.AsMemory(length, RequestHead.MostBytes - length);
                int read = await stream.ReadAsync(room, cancellation).ConfigureAwait(false);
                if (read == 0)
                {
                    return (null, length == 0 ? null : HttpStatus.BadRequest);
                }
                int from = Math.Max(0, length - EndOfHead.Length);
                length += read;
                end = buffer.AsSpan(from, length - from).IndexOf(EndOfHead) is >= 0 and int found ? from + found : -1;
            }
            while (end < 0);

            if (RequestHead.Parse(buffer.AsSpan(0, end + 2), out HttpStatus problem) is not { } request)
            {
                return (null, problem);
            }
            int body = end + EndOfHead.Length;
            int missing = body + request.ContentLength - length;
            if (missing > 0)
            {
                int read = await stream.ReadAtLeastAsync(buffer.AsMemory(length, missing), missing, throwOnEndOfStream: false, cancellation)
                    .ConfigureAwait(false);
                if (read < missing)
                {
                    return (null, HttpStatus.BadRequest);
                }
            }
            return (request with { Body = Encoding.Latin1.GetString(buffer, body, request.ContentLength) }, null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
