using System.Text.Json;

namespace DeepDsl;

/// <summary>Files of JSON that the library wrote, each with the format that it has.</summary>
internal static class JsonFile
{
    /// <summary>Reads one; what is no such file is an <see cref="InvalidDataException"/> that names it.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="format">What it says under <c>format</c>.</param>
    /// <param name="what">It is, and what wrote it: <c>a schema that CsvSchema.Save wrote</c>.</param>
    /// <param name="parse">Reads the rest.</param>
    public static T Read<T>(string path, string format, string what, Func<JsonElement, T> parse)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(stream);
            string found = document.RootElement.GetProperty("format").GetString() ?? "";
            return found == format ? parse(document.RootElement)
                : throw new FormatException($"its format is '{Listing.Short(found)}' instead of '{format}'.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not {what}: {e.Message} Write it again.", e);
        }
    }
}
