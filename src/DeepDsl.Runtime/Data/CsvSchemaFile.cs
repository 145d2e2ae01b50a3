using System.Text.Json;

namespace DeepDsl;

/// <summary>A schema as a JSON file.</summary>
internal static class CsvSchemaFile
{
    private const string Format = "deepdsl csv schema 1";

    public static void Write(string path, CsvSchema schema) => AtomicFile.Write(path, stream =>
    {
        CsvOptions options = schema.Options;
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteBoolean("header", options.Header);
        json.WriteNumber("skipLines", options.SkipLines);
        json.WriteString("separator", options.Separator.ToString());
        json.WriteString("label", schema.Label);
        json.WriteBoolean("labelIsNumber", options.LabelIsNumber);
        Texts(json, "classNames", schema.ClassNames);
        Texts(json, "ignore", options.Ignore);
        json.WriteBoolean("readsFeaturesAlone", options.Features != null);
        json.WriteString("missing", options.Missing.ToString());
        json.WriteNumber("fill", options.Fill);
        Texts(json, "missingTexts", options.MissingTexts);
        json.WriteStartArray("features");
        foreach (CsvFeature feature in schema.Features)
        {
            json.WriteStartObject();
            json.WriteString("name", feature.Name);
            json.WriteString("kind", feature.Kind.ToString());
            Texts(json, "categories", feature.Categories);
            json.WriteBoolean("hasUnknown", feature.HasUnknown);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static CsvSchema Read(string path) => JsonFile.Read(path, Format, "a schema that CsvSchema.Save wrote", Parse);

    private static CsvSchema Parse(JsonElement root)
    {
        CsvFeature[] features = [.. root.GetProperty("features").EnumerateArray().Select(Feature)];
        CsvOptions options = new()
        {
            Header = root.GetProperty("header").GetBoolean(),
            SkipLines = root.GetProperty("skipLines").GetInt32(),
            Separator = root.GetProperty("separator").GetString() is [var separator] ? separator : throw new FormatException("its separator is no character."),
            Label = root.GetProperty("label").GetString(),
            LabelIndex = null,
            LabelIsNumber = root.GetProperty("labelIsNumber").GetBoolean(),
            Ignore = Texts(root, "ignore"),
            Features = root.GetProperty("readsFeaturesAlone").GetBoolean() ? [.. features.Select(f => f.Name)] : null,
            UnknownPlace = features.Any(f => f.HasUnknown),
            Missing = Enum.Parse<MissingCells>(Text(root, "missing")),
            Fill = root.GetProperty("fill").GetSingle(),
            MissingTexts = Texts(root, "missingTexts"),
        };
        return new CsvSchema(options, features, options.Label, Texts(root, "classNames"));
    }

    private static CsvFeature Feature(JsonElement element) => new(
        Text(element, "name"),
        Enum.Parse<CsvFeatureKind>(Text(element, "kind")),
        Texts(element, "categories"),
        element.GetProperty("hasUnknown").GetBoolean());

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    private static string[] Texts(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(t => t.GetString() ?? throw new FormatException($"'{name}' holds null."))];

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");
}
