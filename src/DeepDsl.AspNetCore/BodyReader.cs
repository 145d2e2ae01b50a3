using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace DeepDsl;

/// <summary>Reads a whole body into memory, as far as a limit goes: what a request claims about itself is not believed.</summary>
internal static class BodyReader
{
    private const int FirstBytes = 16 * 1024;
    private const int MostFirstBytes = 4 * FirstBytes;

    /// <summary>The body, in memory that is lent to <paramref name="use"/> alone.</summary>
    public static async Task<T> ReadAsync<T>(
        HttpRequest request, int limit, Func<ReadOnlyMemory<byte>, T> use, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
        {
            throw TooLong(limit);
        }
        byte[] buffer = ArrayPool<byte>.Shared.Rent(
            (int)Math.Min(Math.Min(limit, MostFirstBytes), request.ContentLength + 1 ?? FirstBytes));
        try
        {
            int length = 0;
            for (int read = 1; read > 0; length += read)
            {
                if (length == buffer.Length)
                {
                    buffer = Larger(buffer, limit);
                }
                read = await ReadAsync(request.Body, buffer.AsMemory(length), cancellation).ConfigureAwait(false);
                if (length + (long)read > limit)
                {
                    throw TooLong(limit);
                }
            }
            return use(buffer.AsMemory(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error)
        {
            throw new RefusedException(Listing.Sentence(error.Message), error.StatusCode);
        }
        catch (IOException error)
        {
            throw new OperationCanceledException("The connection ended within a body.", error);
        }
    }

    private static byte[] Larger(byte[] buffer, int limit)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Min(limit + 1L, 2L * buffer.Length)));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static RefusedException TooLong(int limit) => new(
        $"The body has more than {limit} bytes, the most that is read here; send one sample a request.",
        StatusCodes.Status413PayloadTooLarge);
}
