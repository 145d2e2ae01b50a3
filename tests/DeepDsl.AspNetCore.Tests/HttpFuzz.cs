using System.Text;

namespace DeepDsl.AspNetCore.Tests;

/// <summary>Bodies that a seed makes: sound ones, damaged, and noise of the letters that JSON is made of.</summary>
internal sealed class HttpFuzz(int seed, IReadOnlyList<string> sound)
{
    private static readonly string[] s_pieces =
    [
        "[", "]", "{", "}", ",", ":", "\"", "\"input\"", "\"amount\"", "\"city\"", "\"words\"",
        "null", "true", "-", "0", "1e39", "1e400", "-1e-400", "NaN", "12345678901234567890",
        ".5", "\\u0000", "\\ud800", " ", "\n", "/*", "[[[[[[[[[[[[[[[[[[[[", "\uFEFF", "\uD83C\uDF4E", "2147483648", "0.1",
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        byte[] body = Encoding.UTF8.GetBytes(_random.Next(4) == 0 ? Noise() : sound[_random.Next(sound.Count)]);
        for (int changes = _random.Next(4); changes > 0 && body.Length > 0; changes--)
        {
            int at = _random.Next(body.Length);
            body = _random.Next(4) switch
            {
                0 => [.. body[..at], (byte)_random.Next(256), .. body[(at + 1)..]],
                1 => [.. body[..at], .. body[(at + 1)..]],
                2 => body[..at],
                _ => [.. body[..at], .. Encoding.UTF8.GetBytes(s_pieces[_random.Next(s_pieces.Length)]), .. body[at..]],
            };
        }
        return body;
    }

    private string Noise() => string.Concat(Enumerable.Range(0, _random.Next(30)).Select(_ => s_pieces[_random.Next(s_pieces.Length)]));
}
