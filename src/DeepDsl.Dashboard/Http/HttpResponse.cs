using System.Text;

namespace DeepDsl.Http;

/// <summary>An answer, after which the connection is closed.</summary>
internal sealed class HttpResponse
{
    private const string Text = "text/plain; charset=utf-8";

    /// <summary>
    /// On each answer. The page takes nothing from elsewhere, and no other page may hold it, read it or load parts of it.
    /// </summary>
    private const string Always =
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
        + "X-Content-Type-Options: nosniff\r\n"
        + "X-Frame-Options: DENY\r\n"
        + "Referrer-Policy: no-referrer\r\n"
        + "Cross-Origin-Opener-Policy: same-origin\r\n"
        + "Cross-Origin-Resource-Policy: same-origin\r\n"
        + "Cache-Control: no-store\r\n"
        + "Connection: close\r\n";

    public HttpResponse(HttpStatus status, string contentType, ReadOnlyMemory<byte> body) =>
        (Status, ContentType, Body, Length) = (status, contentType, body, body.Length);

    /// <param name="contentType">Of the content.</param>
    /// <param name="content">Is disposed of when it was sent.</param>
    public HttpResponse(string contentType, Stream content) =>
        (Status, ContentType, Content, Length) = (HttpStatus.Ok, contentType, content, content.Length);

    public HttpStatus Status { get; }

    public string ContentType { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>In place of <see cref="Body"/>.</summary>
    public Stream? Content { get; }

    public long Length { get; }

    /// <summary>Lines of this answer alone, each with its end.</summary>
    public string Fields { get; init; } = "";

    /// <summary>A sentence.</summary>
    public static HttpResponse Say(HttpStatus status, string sentence) => new(status, Text, Encoding.UTF8.GetBytes(sentence + "\n"));

    public byte[] Head() => Encoding.Latin1.GetBytes(
        $"HTTP/1.1 {(int)Status} {Status}\r\nContent-Type: {ContentType}\r\nContent-Length: {Length}\r\n{Always}{Fields}\r\n");
}
