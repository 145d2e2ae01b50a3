using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DeepDsl.Text;

/// <summary>The files in which others publish vocabularies.</summary>
internal static class PublishedVocabulary
{
    /// <summary>Special tokens of BERT.</summary>
    public static readonly IReadOnlyList<(SpecialTokens Kind, string Name)> BertNames =
    [
        (SpecialTokens.Padding, "[PAD]"), (SpecialTokens.Unknown, "[UNK]"), (SpecialTokens.Begin, "[CLS]"), (SpecialTokens.End, "[SEP]"),
        (SpecialTokens.Mask, "[MASK]"),
    ];

    /// <summary>Special tokens of GPT-2.</summary>
    public static readonly IReadOnlyList<(SpecialTokens Kind, string Name)> Gpt2Names = [(SpecialTokens.End, "<|endoftext|>")];

    /// <summary>Reads a file; what is wrong with it names it.</summary>
    public static T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or DecoderFallbackException)
        {
            throw new InvalidDataException($"{path} is not the vocabulary that was expected: {e.Message}", e);
        }
    }

    public static Vocabulary ReadLines(string path, IReadOnlyList<(SpecialTokens Kind, string Name)> special)
    {
        string[] tokens = [.. Lines(path)];
        if (tokens is [.., ""])
        {
            tokens = tokens[..^1];
        }
        return new Vocabulary(tokens, special.ToDictionary(s => s.Kind, s => Array.IndexOf(tokens, s.Name) is var at and >= 0
            ? at
            : throw new FormatException($"it has no line {s.Name} among its {tokens.Length}. Pass the vocab.txt of a BERT.")));
    }

    public static Vocabulary ReadNumbers(string path, IReadOnlyList<(SpecialTokens Kind, string Name)> special)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonProperty[] numbers = [.. document.RootElement.EnumerateObject()];
        string?[] tokens = new string?[numbers.Length];
        foreach (JsonProperty number in numbers)
        {
            if (!number.Value.TryGetInt32(out int token) || token < 0 || token >= tokens.Length || tokens[token] != null)
            {
                throw new FormatException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{Listing.Short(number.Name)}' has the number {number.Value}, and its {tokens.Length:N0} tokens have the numbers 0 to "
                    + $"{tokens.Length - 1}, each once."));
            }
            tokens[token] = number.Name;
        }
        string[] all = [.. tokens.Select(t => t!)];
        return new Vocabulary(all, special.Select(s => (s.Kind, At: Array.IndexOf(all, s.Name))).Where(s => s.At >= 0).ToDictionary(s => s.Kind, s => s.At));
    }

    public static (string Left, string Right)[] ReadMerges(string path)
    {
        List<(string, string)> merges = [];
        int line = 0;
        foreach (string text in Lines(path))
        {
            line++;
            if (text.Length == 0 || (line == 1 && text.StartsWith("#version", StringComparison.Ordinal)))
            {
                continue;
            }
            merges.Add(text.Split(' ') is [{ Length: > 0 } left, { Length: > 0 } right]
                ? (left, right)
                : throw new FormatException($"line {line} is '{Listing.Short(text)}', where two tokens with a blank between them were expected."));
        }
        return [.. merges];
    }

    private static IEnumerable<string> Lines(string path)
    {
        using StreamReader reader = new(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        // By line feeds alone: other ends of lines are among the tokens of some vocabularies.
        return [.. reader.ReadToEnd().Split('\n').Select(l => l.TrimEnd('\r'))];
    }
}
