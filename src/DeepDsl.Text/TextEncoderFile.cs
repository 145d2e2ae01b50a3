using System.Text.Encodings.Web;
using System.Text.Json;

namespace DeepDsl.Text;

/// <summary>An encoder as a JSON file.</summary>
internal static class TextEncoderFile
{
    private const string Format = "deepdsl text encoder 1";

    public static void Write(string path, TextEncoder encoder) => AtomicFile.Write(path, stream =>
    {
        TextOptions options = encoder.Options;
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("kind", encoder.Kind.ToString());
        json.WriteNumber("size", options.Size);
        json.WriteNumber("minCount", options.MinCount);
        json.WriteBoolean("lowerCase", options.LowerCase);
        json.WriteString("normalization", options.Normalization.ToString());
        json.WriteBoolean("punctuation", options.Punctuation);
        json.WriteBoolean("markBegin", options.MarkBegin);
        json.WriteBoolean("markEnd", options.MarkEnd);
        json.WriteBoolean("readsSpecial", options.ReadsSpecial);
        json.WriteStartObject("special");
        foreach ((SpecialTokens kind, int token) in encoder.Special)
        {
            json.WriteNumber(kind.ToString(), token);
        }
        json.WriteEndObject();
        json.WriteStartArray("tokens");
        foreach (string token in encoder.Tokens)
        {
            json.WriteStringValue(token);
        }
        json.WriteEndArray();
        json.WriteStartArray("merges");
        foreach ((string left, string right) in encoder.Merges)
        {
            json.WriteStringValue($"{left} {right}");
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static TextEncoder Read(string path) => JsonFile.Read(path, Format, "an encoder that TextEncoder.Save wrote", Parse);

    private static TextEncoder Parse(JsonElement root)
    {
        Dictionary<SpecialTokens, int> special = root.GetProperty("special").EnumerateObject()
            .ToDictionary(s => Named<SpecialTokens>(s.Name), s => s.Value.GetInt32());
        TextOptions options = new()
        {
            Size = root.GetProperty("size").GetInt32(),
            MinCount = root.GetProperty("minCount").GetInt32(),
            LowerCase = root.GetProperty("lowerCase").GetBoolean(),
            Normalization = Named<TextNormalization>(Text(root.GetProperty("normalization"))),
            Punctuation = root.GetProperty("punctuation").GetBoolean(),
            MarkBegin = root.GetProperty("markBegin").GetBoolean(),
            MarkEnd = root.GetProperty("markEnd").GetBoolean(),
            ReadsSpecial = root.GetProperty("readsSpecial").GetBoolean(),
            Special = special.Keys.Aggregate(SpecialTokens.None, (all, kind) => all | kind),
        };
        string[] tokens = [.. root.GetProperty("tokens").EnumerateArray().Select(Text)];
        (string, string)[] merges = [.. root.GetProperty("merges").EnumerateArray().Select(m => Text(m).Split(' ') is [var left, var right]
            ? (left, right)
            : throw new FormatException($"'{Listing.Short(Text(m))}' is no pair."))];
        return TextEncoder.Of(Named<TextKind>(Text(root.GetProperty("kind"))), options, new Vocabulary(tokens, special), merges);
    }

    private static T Named<T>(string name)
        where T : struct, Enum => Enum.TryParse(name, out T value) && Enum.IsDefined(value)
            ? value
            : throw new FormatException($"'{Listing.Short(name)}' is no {typeof(T).Name}.");

    private static string Text(JsonElement element) => element.GetString() ?? throw new FormatException("a text is null.");
}
